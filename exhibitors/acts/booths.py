"""Acts on booth claims: one holder a booth, whoever asks at the same moment."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibitors import messages
from exhibitors.models import BoothClaim, Exhibitor
from exhibitors.states import ACTIVE_CLAIMS, CLAIM, Claim, Registration
from expo.common.acts import Refused, act
from expo.common.states import advance
from expo.fair.models import Booth, Edition, MeetingPoint, Pavilion
from expo.notifications.kinds import Kind
from expo.people.models import User


@act
def give(booth: Booth, exhibitor: Exhibitor, *, actor: User) -> BoothClaim:
    """Let a booth to an approved exhibitor at once. Raises Refused, naming free booths, where it is taken."""
    place, holder = _locked_pair(booth, exhibitor)
    claim = _claim(place, holder, Claim.LET)
    _settle(claim)
    return claim


@act
def offer(booth: Booth, exhibitor: Exhibitor, *, answer_by: datetime, actor: User) -> BoothClaim:
    """Offer a booth, to be answered by a date. Raises Refused, naming free booths, where it is taken."""
    if answer_by <= timezone.now():
        raise Refused(_("The date for the answer has passed already."))
    place, holder = _locked_pair(booth, exhibitor)
    claim = _claim(place, holder, Claim.OFFERED, answer_by=answer_by)
    _tell(messages.BOOTH_OFFERED, claim, answer_by_at=answer_by.isoformat())
    return claim


@act
def accept(claim: BoothClaim, *, actor: User) -> None:
    """Take up an offer, in time."""
    row = _locked(claim)
    if row.answer_by and row.answer_by <= timezone.now():
        raise Refused(_("This offer was open until %(date)s.") % {"date": row.answer_by.date().isoformat()})
    advance(row, Claim.LET, CLAIM)
    _settle(row)


@act
def decline(claim: BoothClaim, *, actor: User) -> None:
    """Turn an offer down; the booth is free again."""
    _end(_locked(claim), Claim.DECLINED)


@act
def release(claim: BoothClaim, *, actor: User) -> None:
    """Take a booth back."""
    row = _locked(claim)
    _end(row, Claim.RELEASED)
    _tell(messages.BOOTH_RELEASED, row)


@act
def lapse_due(*, actor: User | None) -> int:
    """Let the offers lapse that nobody answered in time; returns how many."""
    due = BoothClaim.objects.filter(state=Claim.OFFERED, answer_by__lte=timezone.now())
    rows = list(
        due.select_for_update(skip_locked=True, of=("self",)).select_related("exhibitor__company", "booth")
    )
    for row in rows:
        _lapse(row)
    return len(rows)


def release_all_in_transaction(exhibitor: Exhibitor) -> None:
    """Free every booth of an exhibitor that leaves."""
    for claim in BoothClaim.objects.filter(exhibitor=exhibitor, state__in=ACTIVE_CLAIMS).select_for_update():
        _end(claim, Claim.RELEASED)


def free_booths(edition: Edition) -> QuerySet[Booth]:
    """The booths that nobody holds; an offer that has lapsed holds nothing."""
    active = BoothClaim.objects.filter(booth=OuterRef("pk"), state__in=ACTIVE_CLAIMS)
    live = active.exclude(state=Claim.OFFERED, answer_by__lte=timezone.now())
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
    for lapsed in booth.claims.filter(state=Claim.OFFERED, answer_by__lte=timezone.now()).select_for_update():
        _lapse(lapsed)
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


def _settle(claim: BoothClaim) -> None:
    """Do what belongs to a let booth: count the pavilion's area, set up a table, tell the company."""
    booth = claim.booth
    if booth.pavilion_id:
        room = Pavilion.objects.filter(pk=booth.pavilion_id, area_let__lte=F("area") - booth.area)
        if not room.update(area_let=F("area_let") + booth.area):
            raise Refused(_("The pavilion has no area left for booth %(number)s.") % {"number": booth})
    MeetingPoint.objects.get_or_create(
        edition_id=booth.edition_id,
        label=booth.number,
        defaults={"booth": booth, "kind": MeetingPoint.Kind.BOOTH},
    )
    _tell(messages.BOOTH_LET, claim)


def _end(claim: BoothClaim, to: Claim) -> None:
    was_let = claim.state == Claim.LET
    advance(claim, to, CLAIM)
    if was_let and claim.booth.pavilion_id:
        Pavilion.objects.filter(pk=claim.booth.pavilion_id).update(area_let=F("area_let") - claim.booth.area)


def _lapse(claim: BoothClaim) -> None:
    _end(claim, Claim.LAPSED)
    _tell(messages.OFFER_LAPSED, claim)


def _locked(claim: BoothClaim) -> BoothClaim:
    """Lock a claim's pavilion, exhibitor and booth before the claim, in the order of all acts."""
    known = BoothClaim.objects.select_related("booth").get(pk=claim.pk)
    if known.booth.pavilion_id:
        Pavilion.objects.select_for_update().get(pk=known.booth.pavilion_id)
    Exhibitor.objects.select_for_update().get(pk=known.exhibitor_id)
    Booth.objects.select_for_update().get(pk=known.booth_id)
    rows = BoothClaim.objects.select_for_update(of=("self",)).select_related("booth", "exhibitor__company")
    return rows.get(pk=claim.pk)


def _tell(kind: Kind, claim: BoothClaim, **facts: str) -> None:
    messages.tell_company_in_transaction(
        kind,
        claim.exhibitor,
        about=claim.about_key,
        version=claim.version,
        booth=claim.booth.number,
        hall=claim.booth.hall.code,
        **facts,
    )
