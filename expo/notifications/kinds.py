"""Kinds of message: what each app may tell people, declared once in its `messages.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of message.

    `title` is a translatable line with {placeholders} for facts; the body is the template
    `<app>/messages/<name>.txt`; `path` gives the page that the message leads to.
    """

    name: str
    app: str
    title: str | Promise
    path: Callable[[Facts], str] | None = None

    @property
    def template(self) -> str:
        """The body's template."""
        return f"{self.app}/messages/{self.name}.txt"


@dataclass(frozen=True)
class Text:
    """A message in one language, ready to be shown or sent."""

    title: str
    body: str
    link: str


_kinds: dict[str, Kind] = {}


def declare(name: str, *, app: str, title: str | Promise, path: Callable[[Facts], str] | None = None) -> Kind:
    """Make a kind of message known. Raises ValueError where the name is taken."""
    if name in _kinds:
        raise ValueError(f"Two kinds of message are called {name}.")
    _kinds[name] = Kind(name, app, title, path)
    return _kinds[name]


def find(name: str) -> Kind:
    """Return the kind of that name. Raises KeyError where no app declares it."""
    return _kinds[name]


def all_kinds() -> list[Kind]:
    """Every kind of message that the installed apps declare."""
    return list(_kinds.values())


def write(kind: Kind, facts: Facts, language: str) -> Text:
    """Put a message into words.

    Facts are JSON; those called `…_at` and `…_on` are ISO times and dates, which the text gets as such.
    """
    known = {name: _revive(name, value) for name, value in facts.items()}
    with translation.override(language):
        title = " ".join(str(kind.title).format_map(known).split())
        body = render_to_string(kind.template, known).strip()
        link = settings.SITE_URL + kind.path(facts) if kind.path else ""
    return Text(title, body, link)


def _revive(name: str, value: Any) -> Any:
    if name.endswith("_at") and value:
        return datetime.fromisoformat(value).astimezone(ZoneInfo(settings.TIME_ZONE))
    if name.endswith("_on") and value:
        return date.fromisoformat(value)
    return value
