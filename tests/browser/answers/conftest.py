"""A browser for what tests are answered, and the fair with two of everything, as tests/pages has it."""

import pytest

from tests.browser.answers.looker import Looker
from tests.browser.conftest import CHROMIUM
from tests.pages.conftest import _addresses_of_the_demo_too, _cache_of_its_own, _files_of_its_own, world

__all__ = ["_addresses_of_the_demo_too", "_cache_of_its_own", "_files_of_its_own", "world"]


@pytest.fixture(scope="session")
def looker():
    with Looker(CHROMIUM) as opened:
        yield opened
