"""Going through the fair by its links."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import resolve
from django.utils import translation
from playwright.sync_api import Page

from expo.desk.sample.sign_ins import PASSWORD
from tests.browser.visitor import BrowserVisitor

NO_PAGES = {"account_logout", "delegate-file", "diary-file"}


def sign_in(page: Page, address: str, email: str) -> None:
    """Sign in as one of the sample fair's users."""
    visitor = BrowserVisitor(page, address)
    visitor.visit("/en/accounts/login/")
    visitor.fill(login=email, password=PASSWORD)
    visitor.press("Sign in")


def walk(page: Page, address: str, start: str, within: tuple[str, ...]) -> Iterator[str]:
    """Open one page of each kind that links lead to, as far as paths begin so, and give its kind."""
    waiting, seen = deque([start]), set(NO_PAGES)
    while waiting:
        path = waiting.popleft()
        if not path.startswith(within) or (kind := kind_of(path)) in seen:
            continue
        seen.add(kind)
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status}"
        waiting.extend(links(page, address))
        yield kind


def kind_of(path: str) -> str:
    """The name of the page at this path."""
    with translation.override(path.split("/")[1]):
        return resolve(urlsplit(path).path).view_name


def links(page: Page, address: str) -> list[str]:
    """The paths of this fair that the page links to."""
    hrefs = page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    absolute = (urljoin(page.url, href) for href in hrefs)
    return [href.removeprefix(address) for href in absolute if href.startswith(address)]
