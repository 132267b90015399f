"""A sample fair, served as README says, and a browser to visit it with."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from expo.embedded.children import until

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHECKOUT = Path(__file__).resolve().parents[2]
# Without these a browser asks its maker for updates; inside a container it can have no sandbox of its own.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-quic"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        if CHROMIUM is None:
            item.add_marker(
                pytest.mark.skip(reason="no chromium on this machine: browser tests are left out")
            )


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a sample fair of its own, with its worker and beat."""
    port = _free_port()
    folder = tmp_path_factory.mktemp("fair")
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}
    }
    environment |= {"EXPO_STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "expo.settings"}
    log = folder / "demo.log"
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output) as fair,
    ):
        try:
            until(lambda: "is open" in log.read_text() or fair.poll() is not None, 90)
            assert "is open" in log.read_text(), log.read_text()
            yield f"http://127.0.0.1:{port}"
        finally:
            fair.terminate()
            fair.wait(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser):
    """Make pages of visitors who don't know each other; whatever a page complains of fails the test."""
    contexts, complaints = [], []

    def make(**options) -> Page:
        context = browser.new_context(
            **{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
