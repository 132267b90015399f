"""A sample fair, served as README says, and a browser to visit it with."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from expo.desk.pictures import QUIET, find_browser
from expo.desk.throwaway import sample_fair

CHROMIUM = find_browser()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        if CHROMIUM is None:
            item.add_marker(
                pytest.mark.skip(reason="no chromium on this machine: browser tests are left out")
            )


@pytest.fixture(scope="session")
def size() -> str:
    """How large the fair is; modules of slow tests say otherwise, and run the same tests there."""
    return "small"


@pytest.fixture(scope="session")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The address of a sample fair of this size, with its worker and beat: one for all tests that ask for it."""
    with ExitStack() as open_fairs:

        @cache
        def opened(size: str) -> str:
            return open_fairs.enter_context(sample_fair(tmp_path_factory.mktemp(size), size=size))

        yield opened


@pytest.fixture
def address(addresses: Callable[[str], str], size: str) -> str:
    """The address of the sample fair that the test visits."""
    return addresses(size)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser):
    """Make pages of visitors who don't know each other; what a page complains of, or asks of others, fails the test."""
    contexts, complaints = [], []

    def make(*, expected: str = "", **options) -> Page:
        """Give a page; of what it says on the console only what is `expected` is no complaint."""
        context = browser.new_context(
            **{
                "locale": "en-GB",
                "viewport": {"width": 1280, "height": 900},
                "reduced_motion": "reduce",  # colours that are still changing are nobody's
                **options,
            }
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend(_errors(said, expected)))
        page.on("request", lambda asked: complaints.extend(_asked_of_others(asked)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints


def _errors(said: ConsoleMessage, expected: str) -> list[str]:
    is_fault = said.type == "error" and not (expected and expected in said.text)
    return [said.text] if is_fault else []


def _asked_of_others(asked: Request) -> list[str]:
    is_own = urlsplit(asked.url).hostname == "127.0.0.1" or asked.url.startswith("data:")
    return [] if is_own else [f"asks {asked.url}"]
