"""Acts on booth claims: one holder a booth, whoever asks at the same moment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibitors import messages
from exhibitors.models import BoothClaim, Exhibitor, ProposedStand
from exhibitors.states import ACTIVE_CLAIMS, CLAIM, Claim, Registration
from expo.common.acts import Refused, act
from expo.common.states import advance
from expo.fair.booth_numbers import in_short
from expo.fair.models import Booth, Edition, MeetingPoint, Pavilion
from expo.notifications.kinds import Kind
from expo.people.models import User


@act
def give(booth: Booth, exhibitor: Exhibitor, *, actor: User) -> BoothClaim:
    """Let a booth to an approved exhibitor at once. Raises Refused, naming free booths, where it is taken."""
    place, holder = _locked_pair(booth, exhibitor)
    claim = _claim(place, holder, Claim.LET)
    _settle([claim])
    return claim


@act
def offer(booth: Booth, exhibitor: Exhibitor, *, answer_by: datetime, actor: User) -> BoothClaim:
    """Offer a booth, to be answered by a date. Raises Refused, naming free booths, where it is taken."""
    if answer_by <= timezone.now():
        raise Refused(_("The date for the answer has passed already."))
    place, holder = _locked_pair(booth, exhibitor)
    claim = _claim(place, holder, Claim.OFFERED, answer_by=answer_by)
    _tell(messages.BOOTH_OFFERED, [[claim]], answer_by_at=answer_by.isoformat())
    return claim


@act
def accept(claim: BoothClaim, *, actor: User) -> None:
    """Take up an offer, in time; booths offered together are taken together."""
    rows = _locked_together(claim)
    for row in rows:
        if row.answer_by and row.answer_by <= timezone.now():
            date = row.answer_by.date().isoformat()
            raise Refused(_("This offer was open until %(date)s.") % {"date": date})
        advance(row, Claim.LET, CLAIM)
    _settle(rows)


@act
def decline(claim: BoothClaim, *, actor: User) -> None:
    """Turn an offer down, with the booths offered together; they are free again."""
    for row in _locked_together(claim):
        _end(row, Claim.DECLINED)


@act
def release(claim: BoothClaim, *, actor: User) -> None:
    """Take a booth back."""
    row = _locked(claim)
    _end(row, Claim.RELEASED)
    _tell(messages.BOOTH_RELEASED, [[row]])


@act
def lapse_due(*, actor: User | None) -> int:
    """Let the offers lapse that nobody answered in time; returns how many."""
    rows = list(
        BoothClaim.objects.lapsed()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("exhibitor__company", "booth__hall")
    )
    _lapse(rows)
    return len(rows)


def lapse_in_transaction(among: Q) -> None:
    """Let offers lapse that were not answered in time, of booths or exhibitors that the caller has locked."""
    due = BoothClaim.objects.lapsed().filter(among)
    _lapse(list(due.select_for_update(of=("self",)).select_related("exhibitor__company", "booth__hall")))


def offer_all_in_transaction(
    stands: Sequence[tuple[ProposedStand, Sequence[Booth]]], *, answer_by: datetime
) -> None:
    """Offer whole stands at once; the caller has locked exhibitors and booths and seen that they are free.

    One message a stand, about its first booth.
    """
    claims = BoothClaim.objects.bulk_create(
        BoothClaim(
            booth=booth, exhibitor=stand.exhibitor, state=Claim.OFFERED, answer_by=answer_by, stand=stand
        )
        for stand, booths in stands
        for booth in booths
    )
    _tell(messages.BOOTH_OFFERED, _offered_together(claims), answer_by_at=answer_by.isoformat())


def release_all_of_in_transaction(offers: QuerySet[BoothClaim]) -> int:
    """Take back all these offers at once, and tell; returns how many there were."""
    rows = list(
        offers.select_for_update(of=("self",))
        .select_related("exhibitor__company", "booth__hall")
        .order_by("pk")
    )
    BoothClaim.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=Claim.RELEASED, version=F("version") + 1
    )
    for row in rows:
        row.version += 1
    _tell(messages.BOOTH_RELEASED, _offered_together(rows))
    return len(rows)


def release_all_in_transaction(exhibitor: Exhibitor) -> None:
    """Free every booth of an exhibitor that leaves."""
    for claim in BoothClaim.objects.filter(exhibitor=exhibitor, state__in=ACTIVE_CLAIMS).select_for_update():
        _end(claim, Claim.RELEASED)


def free_booths(edition: Edition) -> QuerySet[Booth]:
    """The booths that nobody holds; an offer that has lapsed holds nothing."""
    live = BoothClaim.objects.live().filter(booth=OuterRef("pk"))
    return Booth.objects.filter(~Exists(live), edition=edition)


def _locked_pair(booth: Booth, exhibitor: Exhibitor) -> tuple[Booth, Exhibitor]:
    """Lock pavilion, exhibitor and booth, in that order, and check that they fit each other."""
    if booth.pavilion_id:
        Pavilion.objects.select_for_update().get(pk=booth.pavilion_id)
    holder = Exhibitor.objects.select_for_update(of=("self",)).select_related("company").get(pk=exhibitor.pk)
    place = Booth.objects.select_for_update().get(pk=booth.pk)
    if holder.state != Registration.APPROVED:
        raise Refused(_("Only approved exhibitors can have a booth."))
    if holder.edition_id != place.edition_id:
        raise Refused(_("Booth and exhibitor belong to different editions."))
    if place.pavilion_id and place.pavilion_id != holder.pavilion_id:
        raise Refused(
            _("Booth %(number)s belongs to a pavilion that this exhibitor is not in.") % {"number": place}
        )
    return place, holder


def _claim(
    booth: Booth, exhibitor: Exhibitor, state: Claim, *, answer_by: datetime | None = None
) -> BoothClaim:
    lapse_in_transaction(Q(booth=booth))
    try:
        with transaction.atomic():
            return BoothClaim.objects.create(
                booth=booth, exhibitor=exhibitor, state=state, answer_by=answer_by
            )
    except IntegrityError as error:
        raise _taken(booth) from error


def _taken(booth: Booth) -> Refused:
    alike = free_booths(booth.edition).filter(kind=booth.kind, pavilion=booth.pavilion)
    nearest = alike.order_by((F("hall") - booth.hall_id) * (F("hall") - booth.hall_id), "number")
    numbers = list(nearest.values_list("number", flat=True)[:5])
    if not numbers:
        return Refused(_("Booth %(number)s is taken, and no other of its kind is free.") % {"number": booth})
    return Refused(
        _("Booth %(number)s is taken. Free ones of its kind:") % {"number": booth}, alternatives=numbers
    )


def _settle(claims: Sequence[BoothClaim]) -> None:
    """Do what belongs to let booths: count the pavilion's area, set up a table at each, tell the company."""
    for claim in claims:
        _count_and_furnish(claim.booth)
    _tell(messages.BOOTH_LET, [claims])


def _count_and_furnish(booth: Booth) -> None:
    if booth.pavilion_id:
        room = Pavilion.objects.filter(pk=booth.pavilion_id, area_let__lte=F("area") - booth.area)
        if not room.update(area_let=F("area_let") + booth.area):
            raise Refused(_("The pavilion has no area left for booth %(number)s.") % {"number": booth})
    MeetingPoint.objects.get_or_create(
        edition_id=booth.edition_id,
        label=booth.number,
        defaults={"booth": booth, "kind": MeetingPoint.Kind.BOOTH},
    )


def _end(claim: BoothClaim, to: Claim) -> None:
    was_let = claim.state == Claim.LET
    advance(claim, to, CLAIM)
    if was_let and claim.booth.pavilion_id:
        Pavilion.objects.filter(pk=claim.booth.pavilion_id).update(area_let=F("area_let") - claim.booth.area)


def _lapse(claims: list[BoothClaim]) -> None:
    for claim in claims:
        _end(claim, Claim.LAPSED)
    _tell(messages.OFFER_LAPSED, _offered_together(claims))


def _locked(claim: BoothClaim) -> BoothClaim:
    """Lock a claim's pavilion, exhibitor and booth before the claim, in the order of all acts."""
    known = BoothClaim.objects.select_related("booth").get(pk=claim.pk)
    if known.booth.pavilion_id:
        Pavilion.objects.select_for_update().get(pk=known.booth.pavilion_id)
    Exhibitor.objects.select_for_update().get(pk=known.exhibitor_id)
    Booth.objects.select_for_update().get(pk=known.booth_id)
    rows = BoothClaim.objects.select_for_update(of=("self",)).select_related("booth", "exhibitor__company")
    return rows.get(pk=claim.pk)


def _locked_together(claim: BoothClaim) -> list[BoothClaim]:
    """Lock a claim and, if it is an offer, those offered with it; raises Refused where it was ended before."""
    row = _locked(claim)
    if row.stand_id is None or row.state != Claim.OFFERED:
        return [row]
    others = BoothClaim.objects.filter(stand=row.stand_id, state=Claim.OFFERED).exclude(pk=row.pk)
    return [row, *(_locked(each) for each in others.order_by("booth"))]


def _offered_together(claims: Iterable[BoothClaim]) -> Iterable[list[BoothClaim]]:
    together: dict[tuple[int, int | None], list[BoothClaim]] = defaultdict(list)
    for claim in claims:
        together[claim.exhibitor_id, claim.stand_id or -claim.pk].append(claim)
    return together.values()


def _tell(kind: Kind, stands: Iterable[Sequence[BoothClaim]], **facts: str) -> None:
    """Tell each company of all its booths in one message, about the first of them."""
    messages.tell_companies_in_transaction(
        kind,
        [
            messages.Telling(
                claims[0].exhibitor,
                about=claims[0].about_key,
                version=claims[0].version,
                facts={
                    "booth": in_short(claim.booth.number for claim in claims),
                    "hall": ", ".join(dict.fromkeys(claim.booth.hall.code for claim in claims)),
                    **facts,
                },
            )
            for claims in stands
        ],
    )
