"""From rows to the matching core and back: loads, calls, saves."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from buyers import matching, messages
from buyers.models import BuyerGroup, Match, SourcingNeed
from exhibitors.models import Product
from exhibitors.states import Registration
from expo.common.acts import act
from expo.fair.acts import make_current_in_transaction
from expo.fair.models import Bloc, CurrentRun, Edition, Nomenclature
from expo.runs.kinds import Progress, work
from expo.runs.models import Run

KIND = "matching"
TOP = 20
GOOD = 0.5  # from this score on a match is worth a message


@work(
    KIND,
    title=_("Match needs and exhibitors"),
    words={"needs": _("Sourcing needs"), "matches": _("Matches")},
)
def match_all(run: Run, progress: Progress) -> dict[str, Any]:
    """Match every need of an edition with what its approved exhibitors show."""
    edition = Edition.objects.get(pk=run.params["edition"])
    catalogue = _catalogue(edition)
    needs = list(_needs(SourcingNeed.objects.filter(delegate__group__edition=edition)))
    Match.objects.filter(run=run).delete()
    count = 0
    for done, need in enumerate(needs):
        count += _save(run, catalogue.matches(need, top=TOP))
        if done % 20 == 0:
            progress(done, len(needs))
    progress(len(needs), len(needs))
    _publish(edition, run, actor=run.started_by)
    return {"needs": len(needs), "matches": count}


def match_one(need: SourcingNeed) -> bool:
    """Match one need anew, among the current run's results; returns whether there is a current run."""
    edition = need.delegate.group.edition
    current = CurrentRun.objects.filter(edition=edition, kind=KIND).select_related("run").first()
    if current is None:
        return False
    found = [
        match
        for each in _needs(SourcingNeed.objects.filter(pk=need.pk))
        for match in _catalogue(edition).matches(each, top=TOP)
    ]
    with transaction.atomic():
        SourcingNeed.objects.select_for_update().get(pk=need.pk)
        Match.objects.filter(run=current.run, need=need).delete()
        _save(current.run, found)
    return True


def current_matches() -> QuerySet[Match]:
    """The matches that count now, of exhibitors that still take part."""
    runs = CurrentRun.objects.filter(kind=KIND).values("run")
    rows = Match.objects.filter(run__in=runs, exhibitor__state=Registration.APPROVED)
    return rows.select_related(
        "exhibitor__company__economy", "exhibitor__edition", "need__delegate__group__economy", "product"
    )


def matches_of(need: SourcingNeed) -> QuerySet[Match]:
    """The need's current matches, best first."""
    return current_matches().filter(need=need).order_by("rank")


@act
def _publish(edition: Edition, run: Run, *, actor: Any) -> None:
    """Let this run's matches count, and tell coordinators about the good ones that are new."""
    before = CurrentRun.objects.filter(edition=edition, kind=KIND).values("run")
    known = set(Match.objects.filter(run__in=before).values_list("need", "exhibitor"))
    good = Match.objects.filter(run=run, score__gte=GOOD).values_list(
        "need__delegate__group", "need", "exhibitor"
    )
    new = Counter(group for group, need, exhibitor in good if (need, exhibitor) not in known)
    make_current_in_transaction(edition, run)
    for group in BuyerGroup.objects.filter(pk__in=new):
        facts = {"group": group.name, "group_id": group.pk, "count": new[group.pk]}
        messages.tell_group_in_transaction(
            messages.NEW_MATCHES, group, about=f"buyers.buyergroup:{group.pk}", version=run.pk, facts=facts
        )


def _save(run: Run, matches: Iterable[matching.Match]) -> int:
    rows = [
        Match(
            run=run,
            need_id=match.need,
            exhibitor_id=match.exhibitor,
            product_id=match.product,
            rank=match.rank,
            score=match.score,
            reasons=[
                {"signal": reason.signal, "share": reason.share, "values": dict(reason.values)}
                for reason in match.reasons
            ],
        )
        for match in matches
    ]
    return len(Match.objects.bulk_create(rows))


def _catalogue(edition: Edition) -> matching.Catalogue:
    products = Product.objects.public().filter(exhibitor__edition=edition)
    rows = products.select_related("exhibitor__company").prefetch_related("sectors").order_by("pk")
    return matching.Catalogue([_product(row) for row in rows], market=_market(edition))


def _product(row: Product) -> matching.Product:
    return matching.Product(
        id=row.pk,
        exhibitor=row.exhibitor_id,
        text=f"{row.name} {row.name_en} {row.description}",
        hs_code=row.hs_code,
        sectors=frozenset(sector.pk for sector in row.sectors.all()),
        certificates=frozenset(row.certificates),
        economy=row.exhibitor.company.economy_id,
        languages=frozenset(row.exhibitor.languages),
    )


def _needs(rows: Any) -> Iterable[matching.Need]:
    known = rows.select_related("delegate__group", "delegate__person").prefetch_related("sectors")
    for row in known.order_by("pk"):
        yield matching.Need(
            id=row.pk,
            text=row.text,
            hs_codes=tuple(row.hs_codes),
            sectors=frozenset(sector.pk for sector in row.sectors.all()),
            certificates_required=frozenset(row.certificates_required),
            certificates_welcome=frozenset(row.certificates_welcome),
            economy=row.delegate.group.economy_id,
            languages=frozenset(row.delegate.person.languages),
        )


def _market(edition: Edition) -> matching.Market:
    agreements: dict[str, set[str]] = {}
    for economy, blocs in Bloc.objects.by_economy(edition.opens_on).items():
        for bloc in blocs:
            if bloc.is_agreement:
                agreements.setdefault(bloc.pk, set()).add(economy)
    words: dict[str, str] = {}
    for code, description in Nomenclature.objects.values_list("code", "description"):
        words[code] = f"{words.get(code, '')} {description}".strip()
    return matching.Market(
        agreements={name: frozenset(members) for name, members in agreements.items()}, nomenclature=words
    )
