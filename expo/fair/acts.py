"""Acts on the fair: roles, and taking persons and meeting points for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from expo.common.acts import Refused, act
from expo.fair.models import CurrentRun, Edition, MeetingPoint, Occupancy, Pavilion, Role
from expo.fair.organisers import let_into_admin_in_transaction
from expo.people import invitations
from expo.people.models import Invitation, Person, User
from expo.runs.models import Run


@dataclass(frozen=True)
class Stay:
    """Who and what is taken from when to when, and for what."""

    persons: tuple[Person, ...]
    point: MeetingPoint | None
    starts_at: datetime
    ends_at: datetime
    cause: Occupancy.Cause
    cause_id: int


def occupy_in_transaction(edition: Edition, stays: Iterable[Stay]) -> None:
    """Write where people and points are; raises Refused where one of them is somewhere else then."""
    rows = [row for stay in stays for row in _rows(edition, stay)]
    try:
        with transaction.atomic():
            Occupancy.objects.bulk_create(rows)
    except IntegrityError as error:
        if "a_person_in_one_place" in str(error):
            raise Refused(_("One of the persons is somewhere else at that time.")) from error
        if "one_meeting_at_a_point" in str(error):
            raise Refused(_("This meeting point is taken at that time.")) from error
        raise


def vacate_in_transaction(cause: Occupancy.Cause, cause_ids: Iterable[int]) -> None:
    """Free everybody and everything that was taken for these."""
    Occupancy.objects.filter(cause=cause, cause_id__in=list(cause_ids)).delete()


def make_current_in_transaction(edition: Edition, run: Run) -> None:
    """Let this run's results count from now on, and no earlier ones of its kind."""
    CurrentRun.objects.update_or_create(edition=edition, kind=run.kind, defaults={"run": run})


@act
def grant(
    edition: Edition, user: User, kind: Role.Kind, *, pavilion: Pavilion | None = None, actor: User
) -> Role:
    """Give a user a role in an edition; organisers may use the admin from then on."""
    return _grant(edition, user, kind, pavilion)


@act
def revoke(role: Role, *, actor: User) -> None:
    """Take a role back; who organises no edition any more can't use the admin."""
    Role.objects.filter(pk=role.pk).delete()
    if role.kind == Role.Kind.ORGANISER:
        let_into_admin_in_transaction(role.user)


@invitations.purpose("role")
def _take_on(invitation: Invitation, user: User) -> None:
    edition = Edition.objects.get(pk=invitation.facts["edition"])
    pavilion = Pavilion.objects.filter(pk=invitation.facts.get("pavilion")).first()
    _grant(edition, user, Role.Kind(invitation.facts["kind"]), pavilion)


def _grant(edition: Edition, user: User, kind: Role.Kind, pavilion: Pavilion | None) -> Role:
    role, _is_new = Role.objects.get_or_create(edition=edition, user=user, kind=kind, pavilion=pavilion)
    if kind == Role.Kind.ORGANISER:
        let_into_admin_in_transaction(user)
    return role


def _rows(edition: Edition, stay: Stay) -> Iterable[Occupancy]:
    taken = [{"person": person} for person in stay.persons]
    if stay.point is not None:
        taken.append({"point": stay.point})  # type: ignore[dict-item]
    during = DateTimeTZRange(stay.starts_at, stay.ends_at)
    for whom in taken:
        yield Occupancy(edition=edition, during=during, cause=stay.cause, cause_id=stay.cause_id, **whom)
