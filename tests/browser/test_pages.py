"""Every page that each kind of user can reach by links: it answers, it fits a phone, and its browser is content.

The pictures are kept in .local/screenshots, to be looked at.
"""

import re
from collections import deque
from urllib.parse import urljoin

import pytest

from expo.desk.sample.sign_ins import COORDINATOR, EXHIBITOR, PASSWORD, PAVILION
from tests.browser.conftest import CHECKOUT
from tests.browser.visitor import BrowserVisitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair

PICTURES = CHECKOUT / ".local" / "screenshots"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
STARTS = {
    None: "/en/",
    EXHIBITOR: "/en/workspace/",
    COORDINATOR: "/en/workspace/",
    PAVILION: "/en/workspace/",
}
OWN_PAGES = re.compile(r"^/(en|zh-hans)/")
NO_PAGES = re.compile(r"\.ics$|/accounts/logout/")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("email", STARTS)
def test_every_page_within_reach_fits_its_screen(address, new_page, email, size):
    page = new_page(viewport=SIZES[size])
    if email:
        sign_in(page, address, email)
    wrong = [complaint for path in walk(page, address, STARTS[email]) for complaint in complaints(page, path)]
    assert not wrong


def test_the_front_page_is_there_in_chinese(address, new_page):
    page = new_page(locale="zh-CN")
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    assert "中国—东盟博览会" in page.locator("h1").inner_text()


def sign_in(page, address, email):
    visitor = BrowserVisitor(page, address)
    visitor.visit("/en/accounts/login/")
    visitor.fill(login=email, password=PASSWORD)
    visitor.press("Sign in")


def walk(page, address, start):
    """Open one page of each kind that links lead to, and give its kind: its path without numbers."""
    waiting, seen = deque([start]), set()
    while waiting:
        path = waiting.popleft()
        kind = re.sub(r"\d+", "N", path.split("?")[0].split("#")[0])
        if kind in seen or not OWN_PAGES.match(path) or NO_PAGES.search(path):
            continue
        seen.add(kind)
        answer = page.goto(address + path)
        assert answer.status == 200, f"{path} answers {answer.status}"
        yield kind
        hrefs = page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        absolute = (urljoin(page.url, href) for href in hrefs)
        waiting.extend(href.removeprefix(address) for href in absolute if href.startswith(address))


def complaints(page, kind):
    size = "phone" if page.viewport_size["width"] < 800 else "desktop"
    name = kind.strip("/").replace("/", "-")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{size}.png", full_page=True)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        yield f"{kind} is {width} pixels wide"
    if page.locator("h1").count() != 1:
        yield f"{kind} has {page.locator('h1').count()} main headings"
