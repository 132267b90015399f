"""Looking at an open page in all the ways that readers do, and saying what is wrong with it."""

from collections.abc import Iterator

from django.conf import settings
from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import violations

PICTURES = settings.BASE_DIR / ".local" / "screenshots"
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
NARROWEST = ViewportSize(width=320, height=800)  # WCAG 1.4.10: what 1280 pixels are at 400 %

WIDTH = "document.documentElement.scrollWidth"
TURN = "direction => document.documentElement.dir = direction"
# Whatever the keyboard reaches shows it: an outline, or, in a drawing, a thick edge of the shape itself.
OUT_OF_FOCUS = """() => {
    const shown = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const edged = each => each instanceof SVGElement
        && [...each.children].some(part => parseFloat(getComputedStyle(part).strokeWidth) >= 3);
    const reached = each => { each.focus({preventScroll: true}); return document.activeElement === each; };
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
    return [...all].filter(each => reached(each) && !shown(getComputedStyle(each)) && !edged(each))
        .map(each => each.outerHTML.slice(0, 120));
}"""


def faults(page: Page, name: str) -> Iterator[str]:
    """What is wrong with the page, light on a desk and dark on a phone, whichever way its script runs."""
    yield from _on_a_desk(page, name)
    yield from _on_a_phone(page, name)
    yield from _as_a_whole(page)


def at_a_glance(page: Page, name: str) -> Iterator[str]:
    """The same without pictures, and in one direction: for pages of which there are many."""
    for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        yield from (f"{scheme}: {found}" for found in violations(page))
        yield from _too_wide(page)
    yield from _as_a_whole(page)


def as_it_is(page: Page, name: str) -> Iterator[str]:
    """What is wrong with the page as its window shows it."""
    yield from violations(page)
    yield from _as_a_whole(page)


def _on_a_desk(page: Page, name: str) -> Iterator[str]:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    _picture(page, f"{name}-desktop")
    yield from (f"light: {found}" for found in violations(page))
    yield from _too_wide(page)
    page.keyboard.press("Tab")  # from now on the browser shows where it is
    yield from (f"shows no focus: {found}" for found in page.evaluate(OUT_OF_FOCUS))


def _on_a_phone(page: Page, name: str) -> Iterator[str]:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    _picture(page, f"{name}-phone")
    yield from (f"dark: {found}" for found in violations(page))
    yield from _too_wide(page)
    page.evaluate(TURN, "rtl")
    yield from (f"from right to left {found}" for found in _too_wide(page))
    page.evaluate(TURN, "ltr")
    page.set_viewport_size(NARROWEST)
    yield from _too_wide(page)


def _as_a_whole(page: Page) -> Iterator[str]:
    if (headings := page.locator("h1").count()) != 1:
        yield f"has {headings} main headings"


def _too_wide(page: Page) -> Iterator[str]:
    screen = page.viewport_size["width"] if page.viewport_size else 0
    if (width := page.evaluate(WIDTH)) > screen:
        yield f"is {width} pixels wide on {screen}"


def _picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
