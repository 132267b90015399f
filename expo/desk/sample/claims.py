"""Who has which booth, and the tables at booths that are let."""

from collections import defaultdict
from datetime import datetime, timedelta
from random import Random

from django.db.models import DurationField, ExpressionWrapper, F, Value

from exhibitors.models import BoothClaim
from exhibitors.models.registrations import SHELL_AREA
from exhibitors.states import Claim
from expo.desk.sample.bulk import save
from expo.desk.sample.editions import moment
from expo.desk.sample.exhibitors import Entry
from expo.desk.sample.tables import rows
from expo.fair.models import Booth, Edition, Hall, MeetingPoint, Pavilion

# When claims of each state were made, in days before the opening, the last of them some days later.
MADE = {
    Claim.LET: -70,
    Claim.OFFERED: -68,
    Claim.HELD: -68,
    Claim.LAPSED: -86,
    Claim.DECLINED: -86,
    Claim.RELEASED: -86,
}
ON_DAYS = 7
ANSWER_BY, ANSWERED_BY = (-52, -38), (-78, -72)  # days before the opening
MEETING_HALL = "B2"
TABLES, BOOTHS_A_TABLE = 6, 50  # in the meeting hall: so many at least, and one for so many booths let
LINKS, BOOTHS_A_LINK = 4, 200  # for meetings online

Where = tuple[str, int | None, int | None, int]  # kind, pavilion, zone and area
Run = list[Booth]


class FreeBooths:
    """The booths that nobody has yet, in runs side by side."""

    def __init__(self, booths: list[Booth]) -> None:
        """Cut them into runs, in their order."""
        self._runs: dict[Where, list[Run]] = defaultdict(list)
        last: Booth | None = None
        for booth in booths:
            runs = self._runs[_where(booth)]
            if runs and last is runs[-1][-1] and _side_by_side(last, booth):
                runs[-1].append(booth)
            else:
                runs.append([booth])
            last = booth

    def shuffle(self, dice: Random) -> None:
        """From now on fill halls here and there, not one after the other."""
        for runs in self._runs.values():
            dice.shuffle(runs)

    def fitting(self, entry: Entry) -> Run:
        """Return booths side by side that have the area wished for; none where no run is long enough."""
        where, count = _wish(entry)
        return next((run[:count] for run in self._runs[where] if len(run) >= count), [])

    def take(self, entry: Entry) -> Run:
        """Return the fitting booths, and give them to nobody else."""
        where, count = _wish(entry)
        runs = self._runs[where]
        for place, run in enumerate(runs):
            if len(run) >= count:
                runs[place : place + 1] = [run[count:]] if run[count:] else []
                return run[:count]
        return []


def make_claims(edition: Edition, entries: dict[str, Entry], booths: list[Booth], dice: Random) -> None:
    """Let, offer and hold booths as the table of companies says, and set up the tables to meet at."""
    free, written = FreeBooths(booths), len(rows("companies"))
    claims: list[BoothClaim] = []
    let: dict[str, Run] = {}
    for number, entry in enumerate(entries.values()):
        if (
            number == written
        ):  # those written by hand have taken the first booths that fit, as their stories tell
            free.shuffle(dice)
        if past := entry.row["past"]:
            claims += [_claim(edition, entry, booth, Claim(past), dice) for booth in free.fitting(entry)[:1]]
        if state := entry.row["claim"]:
            taken = free.take(entry)
            claims += [_claim(edition, entry, booth, Claim(state), dice) for booth in taken]
            if state == Claim.LET:
                let[entry.key] = taken
        claims += [_shared(entry, booth) for booth in let.get(entry.row["beside"], [])[:1]]
    save(claims)
    _set_dates(edition)
    in_use = [booth for run in let.values() for booth in run]
    _count_area(in_use)
    _make_points(edition, in_use)


def _where(booth: Booth) -> Where:
    return booth.kind, booth.pavilion_id, booth.zone_id, booth.area


def _wish(entry: Entry) -> tuple[Where, int]:
    """Return where an exhibitor wants to be, and how many booths in a row."""
    exhibitor = entry.exhibitor
    area = SHELL_AREA if exhibitor.booth_kind == Booth.Kind.SHELL else exhibitor.booth_area
    where = exhibitor.booth_kind, exhibitor.pavilion_id, exhibitor.zone_id, area
    return where, exhibitor.booth_area // area


def _side_by_side(one: Booth, other: Booth) -> bool:
    return one.hall_id == other.hall_id and one.outline[1] == other.outline[0]


def _claim(edition: Edition, entry: Entry, booth: Booth, state: Claim, dice: Random) -> BoothClaim:
    return BoothClaim(
        booth=booth,
        exhibitor=entry.exhibitor,
        state=state,
        version=1 if state in {Claim.LET, Claim.OFFERED, Claim.HELD} else 2,
        answer_by=_answer_by(edition, state, dice),
    )


def _answer_by(edition: Edition, state: Claim, dice: Random) -> datetime | None:
    if state == Claim.OFFERED:
        return moment(edition, dice.randint(*ANSWER_BY))
    return moment(edition, dice.randint(*ANSWERED_BY)) if state in {Claim.LAPSED, Claim.DECLINED} else None


def _shared(entry: Entry, booth: Booth) -> BoothClaim:
    part = BoothClaim.Part.CO_EXHIBITOR
    return BoothClaim(booth=booth, exhibitor=entry.exhibitor, part=part, state=Claim.LET)


def _set_dates(edition: Edition) -> None:
    """Set when claims were made: inserting them has set today."""
    later = ExpressionWrapper(F("exhibitor_id") % ON_DAYS * Value(timedelta(days=1)), DurationField())
    for state, day in MADE.items():
        BoothClaim.objects.filter(exhibitor__edition=edition, state=state).update(
            created_at=moment(edition, day) + later
        )


def _count_area(let: Run) -> None:
    pavilions: dict[int, Pavilion] = {}
    for booth in let:
        if booth.pavilion is not None:
            pavilions.setdefault(booth.pavilion.pk, booth.pavilion).area_let += booth.area
    Pavilion.objects.bulk_update(pavilions.values(), ["area_let"])


def _make_points(edition: Edition, let: Run) -> None:
    hall = Hall.objects.get(code=MEETING_HALL, venue=let[0].hall.venue)
    save(
        MeetingPoint(edition=edition, kind=MeetingPoint.Kind.BOOTH, booth=booth, label=booth.number)
        for booth in let
    )
    save(
        MeetingPoint(
            edition=edition, kind=MeetingPoint.Kind.HALL, hall=hall, label=f"{MEETING_HALL}, table {number}"
        )
        for number in range(1, max(TABLES, len(let) // BOOTHS_A_TABLE) + 1)
    )
    save(
        MeetingPoint(
            edition=edition,
            kind=MeetingPoint.Kind.LINK,
            link=f"https://meet.example.org/{edition.slug}/{number}",
            label=f"Online {number}",
        )
        for number in range(1, max(LINKS, len(let) // BOOTHS_A_LINK) + 1)
    )
