"""The names of what facets have: economies, blocs, sections, zones, sectors and certificates, in every language."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Value
from django.utils import translation

from exhibitors.directory.aliases import aliases
from exhibitors.models import Certificate
from expo.common.names import in_this_language
from expo.fair.models import Bloc, Economy, Edition, Section, Sector, Zone
from expo.fair.terms import terms_of


class Name(NamedTuple):
    """What one value of a facet is called."""

    facet: str
    value: str
    name: str
    names: dict[str, str]

    @property
    def here(self) -> str:
        """The name in the reader's language."""
        return in_this_language(self.name, self.names)

    @property
    def terms(self) -> frozenset[str]:
        """The terms of all its names, and of what else people call an economy."""
        others = aliases(self.value) if self.facet == "economy" else []
        return frozenset().union(*(_terms(name) for name in (self.name, *self.names.values(), *others)))


def names(edition: Edition | None) -> list[Name]:
    """Return the names of everything that the edition's facets may have, or of all editions': one query."""
    sections, zones = Section.objects.all(), Zone.objects.all()
    if edition is not None:
        sections, zones = sections.filter(edition=edition), zones.filter(edition=edition)
    tables = [
        rows.order_by().values_list(Value(facet), F("code"), F("name"), F("names"))
        for facet, rows in (
            ("economy", Economy.objects.all()),
            ("bloc", Bloc.objects.all()),
            ("section", sections),
            ("zone", zones),
            ("sector", Sector.objects.all()),
        )
    ]
    return [*(Name(*row) for row in tables[0].union(*tables[1:], all=True)), *_certificates()]


@lru_cache(maxsize=1)
def _certificates() -> tuple[Name, ...]:
    def label(certificate: Certificate, language: str) -> str:
        with translation.override(language):
            return str(certificate.label)

    languages = [code for code, _label in settings.LANGUAGES]
    return tuple(
        Name(
            "certificate",
            each.value,
            label(each, settings.LANGUAGE_CODE),
            {code: label(each, code) for code in languages},
        )
        for each in Certificate
    )


@lru_cache(maxsize=16_384)
def _terms(name: str) -> frozenset[str]:
    """A name's terms, and its neighbouring words as one: Viet Nam is Vietnam to many."""
    terms = list(terms_of(name))
    return frozenset(terms) | set(_joined(terms))


def _joined(terms: Iterable[str]) -> Iterator[str]:
    for one, other in pairwise(terms):
        if one.isascii() and other.isascii():
            yield one + other
