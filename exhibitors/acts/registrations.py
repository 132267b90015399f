"""Acts on registrations: from the company's first step to the organiser's decision."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibitors import messages
from exhibitors.acts.booths import release_all_in_transaction
from exhibitors.models import Company, CompanyMember, Exhibitor, Representative
from exhibitors.signals import exhibitor_withdrawn
from exhibitors.states import EDITABLE, REGISTRATION, Registration
from expo.common.acts import Refused, act
from expo.common.states import advance
from expo.fair.models import Economy, Edition, Sector
from expo.notifications.kinds import Kind
from expo.people.models import Person, User

OWN_FIELDS = (
    "about",
    "about_en",
    "languages",
    "booth_kind",
    "booth_area",
    "accepts_smaller",
    "zone",
    "hall",
    "open_sides",
    "exhibit_weight",
    "exhibit_height",
    "wishes",
)


@act
def found(edition: Edition, company: dict[str, Any], *, actor: User) -> Exhibitor:
    """Enter a new company, with the actor as its first member, and begin its registration.

    Raises ValidationError by field, and Refused while registration is closed.
    """
    new = Company(**company)
    new.full_clean()
    new.save(force_insert=True)
    CompanyMember.objects.create(company=new, user=actor)
    return _begin(edition, new)


@act
def begin(edition: Edition, company: Company, *, actor: User) -> Exhibitor:
    """Begin a known company's registration for an edition; a company registers once."""
    return _begin(edition, company)


@act
def edit(
    exhibitor: Exhibitor, changes: dict[str, Any], *, sectors: list[Sector] | None = None, actor: User
) -> None:
    """Write what the company tells and wishes for, while the registration is its to edit."""
    row = _locked_editable(exhibitor)
    for name in OWN_FIELDS:
        if name in changes:
            setattr(row, name, changes[name])
    row.full_clean(exclude=["edition", "company"])
    _check_raw_minimum(row)
    row.save(update_fields=[*OWN_FIELDS, "terms"])
    if sectors is not None:
        row.sectors.set(sectors)


@act
def name_representative(
    exhibitor: Exhibitor, person: dict[str, Any], job: str, *, actor: User
) -> Representative:
    """Add somebody who will stand at the booth."""
    _check_not_closed(_locked(exhibitor))
    new = Person(**person)
    new.full_clean()
    new.save(force_insert=True)
    return Representative.objects.create(exhibitor=exhibitor, person=new, job=job)


@act
def wish_to_meet(
    exhibitor: Exhibitor,
    *,
    economies: list[Economy],
    sectors: list[Sector],
    markets: list[Economy],
    actor: User,
) -> None:
    """Say which buyers the company wishes to meet, and where it delivers to: the matching counts both sides."""
    row = _locked(exhibitor)
    _check_not_closed(row)
    row.wanted_economies.set(economies)
    row.wanted_sectors.set(sectors)
    row.markets.set(markets)
    row.save(update_fields=["modified_at"])


@act
def submit(exhibitor: Exhibitor, *, actor: User) -> None:
    """Hand the registration in; raises ValidationError that names everything still missing."""
    row = _locked(exhibitor)
    _check_open(row.edition)
    _check_complete(row)
    advance(row, Registration.SUBMITTED, REGISTRATION, submitted_at=timezone.now())
    _tell(messages.SUBMITTED, row)


@act
def request_changes(exhibitor: Exhibitor, remark: str, *, actor: User) -> None:
    """Give it back to the company, saying what to change."""
    _decide(exhibitor, Registration.CHANGES_REQUESTED, messages.CHANGES_REQUESTED, remark)


@act
def approve(exhibitor: Exhibitor, *, actor: User) -> None:
    """Accept the company as an exhibitor; from now on it is public."""
    _decide(exhibitor, Registration.APPROVED, messages.APPROVED, "")


@act
def reject(exhibitor: Exhibitor, remark: str, *, actor: User) -> None:
    """Turn the registration down, saying why."""
    _decide(exhibitor, Registration.REJECTED, messages.REJECTED, remark)


@act
def withdraw(exhibitor: Exhibitor, *, actor: User) -> None:
    """Take the registration back; its booths are free again and its meetings off."""
    row = _locked(exhibitor)
    advance(row, Registration.WITHDRAWN, REGISTRATION)
    release_all_in_transaction(row)
    exhibitor_withdrawn.send(sender=Exhibitor, exhibitor=row, actor=actor)
    _tell(messages.WITHDRAWN, row)


@act
def reopen(exhibitor: Exhibitor, *, actor: User) -> None:
    """Take up a withdrawn registration again, as a draft."""
    row = _locked(exhibitor)
    _check_open(row.edition)
    advance(row, Registration.DRAFT, REGISTRATION)


def missing(exhibitor: Exhibitor) -> list[str]:
    """What the registration still lacks before it can be submitted, in the reader's language."""
    lacks = []
    if not exhibitor.about:
        lacks.append(_("a few words about the company"))
    if not exhibitor.sectors.exists():
        lacks.append(_("at least one sector"))
    if not exhibitor.products.exists():
        lacks.append(_("at least one product with its HS code"))
    if not exhibitor.representatives.exists():
        lacks.append(_("somebody who will stand at the booth"))
    return lacks


def _begin(edition: Edition, company: Company) -> Exhibitor:
    _check_open(edition)
    try:
        with transaction.atomic():
            return Exhibitor.objects.create(edition=edition, company=company)
    except IntegrityError as error:
        raise Refused(_("This company is registered for this edition already.")) from error


def _locked(exhibitor: Exhibitor) -> Exhibitor:
    row = Exhibitor.objects.select_for_update(of=("self",)).select_related("company", "edition")
    return row.get(pk=exhibitor.pk)


def _locked_editable(exhibitor: Exhibitor) -> Exhibitor:
    row = _locked(exhibitor)
    if row.state not in EDITABLE:
        raise Refused(_("The registration is with the organiser now. Ask for it back to change it."))
    return row


def _check_not_closed(row: Exhibitor) -> None:
    if row.state in {Registration.REJECTED, Registration.WITHDRAWN}:
        raise Refused(_("This registration is closed."))


def _check_open(edition: Edition) -> None:
    if not edition.takes_registrations:
        raise Refused(
            _("Registration is open from %(first)s to %(last)s.")
            % {"first": edition.registration_opens_on, "last": edition.registration_closes_on}
        )


def _check_raw_minimum(row: Exhibitor) -> None:
    if row.booth_kind == "raw" and row.zone and row.booth_area < row.zone.raw_minimum:
        least = {"area": row.zone.raw_minimum, "zone": row.zone.name_here}
        raise ValidationError({"booth_area": _("Raw space in %(zone)s begins at %(area)s m².") % least})


def _check_complete(row: Exhibitor) -> None:
    lacks = missing(row)
    if lacks:
        raise ValidationError(_("Still missing: %(what)s.") % {"what": "; ".join(lacks)})


def _decide(exhibitor: Exhibitor, to: Registration, kind: Kind, remark: str) -> None:
    row = _locked(exhibitor)
    advance(row, to, REGISTRATION, remark=remark, decided_at=timezone.now())
    _tell(kind, row, remark=remark)


def _tell(kind: Kind, row: Exhibitor, **facts: Any) -> None:
    messages.tell_company_in_transaction(kind, row, about=row.about_key, version=row.version, **facts)
