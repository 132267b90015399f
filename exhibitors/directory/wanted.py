"""What somebody looks for: words, chosen facets, and of which kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from exhibitors.directory.facets import FACETS, Kind

LONGEST = 200  # characters of a text to search for that count
MOST_CHOICES = 50  # of one facet


@dataclass(frozen=True)
class Wanted:
    """What was typed and chosen, as far as it can mean something; `literal`: as typed, without mending errors."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    literal: bool = False
    kind: Kind = Kind.EXHIBITORS

    def __bool__(self) -> bool:
        return bool(self.text or self.chosen)

    @classmethod
    def of(cls, wanted: Mapping[str, Any], kind: Kind = Kind.EXHIBITORS) -> "Wanted":
        """Read a form's cleaned data: `q`, and by each facet's name one choice or several, as rows or codes."""
        chosen = {facet.name: _choices(wanted.get(facet.name)) for facet in FACETS}
        return cls(_text(wanted.get("q")), _known(chosen), bool(wanted.get("literal")), kind)

    @classmethod
    def asked(cls, address: QueryDict) -> "Wanted":
        """Read the parameters of an address."""
        chosen = {facet.name: _choices(address.getlist(facet.name)) for facet in FACETS}
        kind = Kind.PRODUCTS if address.get("show") == Kind.PRODUCTS else Kind.EXHIBITORS
        return cls(_text(address.get("q")), _known(chosen), address.get("literal") == "1", kind)

    def parameters(self, **changes: Any) -> dict[str, Any]:
        """Return the parameters of an address that asks for this, in one order and without empty ones."""
        own: dict[str, Any] = {
            "q": self.text,
            **{facet.name: self.chosen.get(facet.name, ()) for facet in FACETS},
            "literal": "1" if self.literal else "",
            "show": self.kind.value if self.kind == Kind.PRODUCTS else "",
        }
        return {name: value for name, value in {**own, **changes}.items() if value}


def _text(text: Any) -> str:
    return str(text or "").strip()[:LONGEST]


def _known(chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in chosen.items() if values}


def _choices(given: Any) -> tuple[str, ...]:
    """The codes of one row or code, or of several; what can't be a code is left out."""
    several = given if isinstance(given, Iterable) and not isinstance(given, str) else [given]
    codes = (str(getattr(each, "code", each) or "") for each in several)
    return tuple(dict.fromkeys(code for code in codes if code and code.isprintable()))[:MOST_CHOICES]
