"""The fair with two of everything, as tests/pages has it."""

from tests.pages.conftest import _addresses_of_the_demo_too, _cache_of_its_own, _files_of_its_own, world

__all__ = ["_addresses_of_the_demo_too", "_cache_of_its_own", "_files_of_its_own", "world"]
