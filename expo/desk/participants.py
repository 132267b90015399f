"""Which economies take part in an edition, as what, and in which blocs they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from buyers.models import BuyerGroup
from exhibitors.models import Exhibitor
from expo.fair.changes import kept_until_changed
from expo.fair.models import Bloc, Designation, Economy, Edition, Pavilion

Kind = Designation.Kind
ORDER = {kind: place for place, kind in enumerate(Kind.values)}
IN_SHORT = {
    Kind.HOST: _("host"),
    Kind.COUNTRY_OF_HONOUR: _("country of honour"),
    Kind.SPECIAL_PARTNER: _("special partner"),
    Kind.FIRST_TIME: _("first time"),
}


@dataclass(frozen=True)
class Participant:
    """An economy that takes part: as what, and how many exhibitors of it are approved."""

    economy: Economy
    designations: list[Designation]
    exhibitors: int

    @property
    def marks(self) -> list[dict[str, str]]:
        """What it is in this edition, in a word each, for where little room is."""
        return [
            {"kind": each.kind, "word": str(IN_SHORT[Kind(each.kind)])}
            for each in self.designations
            if each.kind in IN_SHORT
        ]


@dataclass(frozen=True)
class Group:
    """The participants that are in a bloc; or in none, where `bloc` is None."""

    bloc: Bloc | None
    participants: list[Participant]


@dataclass(frozen=True)
class Part:
    """The participants that are the same in an edition, for the same reason."""

    label: str
    note: str
    source: str
    economies: list[Economy]


def participants(edition: Edition) -> list[Participant]:
    """Return the economies that exhibit, buy, have a pavilion or are designated."""
    counts = exhibitors_by_economy(edition)
    here = {"edition": edition, "economy": OuterRef("pk")}
    takes_part = (
        Q(pk__in=counts)
        | Exists(Designation.objects.filter(**here))
        | Exists(Pavilion.objects.filter(**here))
        | Exists(BuyerGroup.objects.filter(**here))
    )
    roles = Prefetch("designations", Designation.objects.filter(edition=edition), "roles")
    return [
        Participant(
            economy, sorted(economy.roles, key=lambda each: ORDER[each.kind]), counts.get(economy.pk, 0)
        )
        for economy in Economy.objects.filter(takes_part).prefetch_related(roles)
    ]


def exhibitors_by_economy(edition: Edition) -> dict[str, int]:
    """Return how many approved exhibitors each economy has, by its code."""
    rows = Exhibitor.objects.public().filter(edition=edition).order_by()
    counted = rows.values_list("company__economy").annotate(number=Count("pk"))
    return kept_until_changed(edition, "exhibitors-by-economy", lambda: dict(counted))


def by_bloc(found: Iterable[Participant], edition: Edition) -> list[Group]:
    """Return the participants by the blocs that they are in on the opening day; those in none come last."""
    blocs_of = Bloc.objects.by_economy(edition.opens_on)
    groups: dict[Bloc | None, list[Participant]] = {}
    for each in found:
        for bloc in blocs_of.get(each.economy.pk, [None]):
            groups.setdefault(bloc, []).append(each)
    order = sorted(groups, key=lambda bloc: (bloc is None, bloc.pk if bloc else ""))
    return [Group(bloc, groups[bloc]) for bloc in order]


def parts(found: Iterable[Participant], *kinds: str) -> list[Part]:
    """Return who is what in the edition, of these kinds, each with its reason and its source."""
    economies: dict[tuple[str, str, str], list[Economy]] = {}
    for each in found:
        for role in each.designations:
            economies.setdefault((role.kind, role.note_here, role.source_here), []).append(each.economy)
    labels = dict(Kind.choices)
    return [
        Part(str(labels[Kind(kind)]), note, source, rows)
        for (kind, note, source), rows in sorted(economies.items(), key=lambda pair: ORDER[pair[0][0]])
        if kind in kinds
    ]
