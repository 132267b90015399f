"""Where the story is played: what a visitor of the site can do, and a visitor who plays by HTTP alone."""

import time
from typing import Any, Protocol

from bs4 import BeautifulSoup, Tag
from webtest import Form, TestApp

PATIENCE = 20.0  # seconds that a visitor waits for what workers do


class Visitor(Protocol):
    """Somebody at a browser, who goes by what is written on the pages."""

    @property
    def path(self) -> str:
        """The address of the page."""

    def visit(self, path: str) -> None:
        """Open an address."""

    def follow(self, text: str) -> None:
        """Follow the first link whose text has this in it."""

    def fill(self, **fields: str | list[str]) -> None:
        """Fill fields in, by name; a list ticks the boxes of these values."""

    def choose_first(self, name: str) -> None:
        """Choose the first of the options offered under this name."""

    def press(self, text: str) -> None:
        """Press the first button with this text, and send its form."""

    def sees(self, text: str) -> bool:
        """Whether the page has this text."""


def wait_to_see(visitor: Visitor, path: str, text: str) -> None:
    """Load a page until it has the text; raises AssertionError when patience ends."""
    deadline = time.monotonic() + PATIENCE
    visitor.visit(path)
    while not visitor.sees(text):
        assert time.monotonic() < deadline, f"“{text}” did not appear at {path}."
        time.sleep(0.2)
        visitor.visit(path)


class HttpVisitor:
    """Plays by HTTP, on the real application with all its middleware: links, forms, cookies and redirects."""

    def __init__(self, application: Any, host: str) -> None:
        """Enter the site."""
        self._app = TestApp(application, extra_environ={"HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1"})
        self._page: Any = None
        self._filled: dict[str, str | list[str]] = {}

    @property
    def path(self) -> str:
        """The address of the page."""
        return str(self._page.request.path_qs)

    def visit(self, path: str) -> None:
        """Open an address, and follow where it leads."""
        self._show(self._app.get(path))

    def follow(self, text: str) -> None:
        """Follow a link."""
        for link in self._soup.find_all("a", href=True):
            if text in link.get_text(" ", strip=True):
                self.visit(self._page.request.relative_url(str(link["href"])))
                return
        raise AssertionError(f"There is no link “{text}” at {self.path}.")

    def fill(self, **fields: str | list[str]) -> None:
        """Keep what is typed until a button is pressed."""
        self._filled |= fields

    def choose_first(self, name: str) -> None:
        """Keep the first option until a button is pressed."""
        option = self._soup.find("input", attrs={"name": name, "type": "radio"})
        assert isinstance(option, Tag), f"There is nothing to choose from at {self.path}."
        self._filled[name] = str(option["value"])

    def press(self, text: str) -> None:
        """Send the form of a button."""
        button = self._button(text)
        form = self._form_of(button)
        for name, value in self._filled.items():
            _put(form, name, value)
        self._show(form.submit(button.get("name"), value=button.get("value")))

    def sees(self, text: str) -> bool:
        """Whether the page has this text, as a reader sees it."""
        return text in self._soup.get_text(" ", strip=True)

    def _show(self, response: Any) -> None:
        while response.status_int in {301, 302, 303}:
            response = response.follow()
        self._page, self._filled = response, {}
        self._soup = BeautifulSoup(response.text, "html.parser")

    def _button(self, text: str) -> Tag:
        for button in self._soup.find_all("button"):
            if text in button.get_text(" ", strip=True) and button.find_parent("form"):
                return button
        raise AssertionError(f"There is no button “{text}” at {self.path}.")

    def _form_of(self, button: Tag) -> Form:
        forms = list(self._soup.find_all("form"))
        return self._page.forms[
            next(place for place, form in enumerate(forms) if button in form.find_all("button"))
        ]


def _put(form: Form, name: str, value: str | list[str]) -> None:
    if isinstance(value, str):
        form[name] = value
        return
    boxes = {box._value: box for box in form.fields[name]}
    for each in value:
        boxes[each].checked = True
