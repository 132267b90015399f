"""Pictures of the sample fair, for README and docs: each shows a page as a visitor at a desk sees it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:  # Playwright is for work on the code: a fair in production has none
    from playwright.sync_api import Page

COLOURS = 256  # enough for pages without photographs, at a third of the bytes
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Without these a browser asks its maker for updates; inside a container it can have no sandbox of its own.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-quic"]


class NoBrowserError(Exception):
    """There is nothing to take pictures with on this machine."""


def take(address: str, folder: Path) -> Iterator[tuple[Path, int]]:
    """Take every picture of the fair at this address; give each file with its bytes."""
    with _page() as page:
        for name, open_page in SUBJECTS.items():
            open_page(page, address.rstrip("/"))
            path = folder / f"{name}.png"
            path.write_bytes(smaller(page.screenshot()))
            yield path, path.stat().st_size


def smaller(png: bytes) -> bytes:
    """The same picture with a palette."""
    with Image.open(io.BytesIO(png)) as picture:
        flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    content = io.BytesIO()
    flat.save(content, "PNG", optimize=True)
    return content.getvalue()


def find_browser() -> str | None:
    """The path of a Chromium on this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def _page() -> Iterator[Page]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowserError("Playwright is missing: `uv sync` installs it with the group dev.") from error
    if (path := find_browser()) is None:
        raise NoBrowserError(f"No browser is on the PATH: none of {', '.join(BROWSERS)}.")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=QUIET) as browser,
    ):
        yield browser.new_page(
            viewport={"width": 1280, "height": 900},
            locale="en-GB",
            color_scheme="light",
            reduced_motion="reduce",
        )


def _front(page: Page, address: str) -> None:
    page.goto(f"{address}/en/")


def _directory(page: Page, address: str) -> None:
    page.goto(f"{address}/en/exhibitors/?q=durian")


def _plan(page: Page, address: str) -> None:
    """The plan as it opens where an exhibitor's page leads, with its booth lit."""
    _directory(page, address)
    page.locator("main article a").first.click()
    page.locator("main a[href*='/plan/'][href*='lit=']").first.click()


def _economy(page: Page, address: str) -> None:
    page.goto(f"{address}/en/economies/TH/")


SUBJECTS: dict[str, Callable[[Page, str], None]] = {
    "front": _front,
    "directory": _directory,
    "plan": _plan,
    "economy": _economy,
}
