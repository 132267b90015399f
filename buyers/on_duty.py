"""An edition's interpreters, read from rows: what each speaks well enough, and in which slots each is on duty."""

from collections.abc import Collection, Sequence

from buyers.interpreting import share_a_language
from buyers.models import Interpreter, InterpreterLanguage, InterpreterShift, MeetingRequest
from exhibitors.models import Representative
from expo.fair.models import Edition, Occupancy, Slot

NOON = 12  # the fair's hour at which afternoon shifts begin


class OnDuty:
    """Loaded in three queries; an edition without interpreters leaves it to people how they talk."""

    def __init__(self, edition: Edition, slots: Sequence[Slot]) -> None:
        """Read who is on duty in which of these slots."""
        rows = Interpreter.objects.filter(edition=edition).prefetch_related("spoken", "shifts").order_by("pk")
        self.rows = {row.pk: row for row in rows}
        self._speaks = {pk: _spoken(row) for pk, row in self.rows.items()}
        halves = [(slot.day_id, _half(slot, edition)) for slot in slots]
        self.slots = {
            pk: frozenset(number for number, half in enumerate(halves) if half in _shifts(row))
            for pk, row in self.rows.items()
        }

    def __bool__(self) -> bool:
        """Whether the edition has interpreters."""
        return bool(self.rows)

    def team(self, one: Collection[str], others: Sequence[Collection[str]]) -> frozenset[int]:
        """Who can interpret between somebody who speaks `one` and each of the others."""
        return frozenset(
            pk
            for pk, speaks in self._speaks.items()
            if all(not speaks.isdisjoint(each) for each in (one, *others) if each)
        )


def interpreters_for(
    request: MeetingRequest, representative: Representative, slots: Sequence[Slot]
) -> dict[int, Interpreter | None]:
    """By slot (key), somebody free to interpret a meeting, None where it takes nobody.

    Slots in which one is needed and nobody is free are left out.
    """
    edition = request.exhibitor.edition
    guest, host = request.delegate.person.languages, representative.person.languages
    if share_a_language(guest, host) or not (found := OnDuty(edition, slots)):
        return dict.fromkeys((slot.pk for slot in slots), None)
    team = [found.rows[pk] for pk in sorted(found.team(guest, [host]))]
    taken = list(Occupancy.objects.filter(person__in=[row.person_id for row in team]))
    return {
        slot.pk: row
        for number, slot in enumerate(slots)
        for row in reversed(team)
        if number in found.slots[row.pk] and not any(_overlaps(stay, row, slot) for stay in taken)
    }


def _overlaps(stay: Occupancy, row: Interpreter, slot: Slot) -> bool:
    during = stay.during
    return stay.person_id == row.person_id and during.lower < slot.ends_at and slot.starts_at < during.upper


def _spoken(row: Interpreter) -> frozenset[str]:
    return frozenset(each.language for each in row.spoken.all() if each.level >= InterpreterLanguage.ENOUGH)


def _shifts(row: Interpreter) -> set[tuple[int, str]]:
    return {(shift.day_id, shift.half) for shift in row.shifts.all()}


def _half(slot: Slot, edition: Edition) -> str:
    before_noon = slot.starts_at.astimezone(edition.zone).hour < NOON
    return InterpreterShift.Half.MORNING if before_noon else InterpreterShift.Half.AFTERNOON
