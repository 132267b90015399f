"""The fair with two of everything, as tests/pages has it."""

from tests.pages.conftest import _cache_of_its_own, _files_of_its_own, world

__all__ = ["_cache_of_its_own", "_files_of_its_own", "world"]
