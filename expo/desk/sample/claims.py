"""Who has which booth, and the tables at booths that are let."""

from itertools import pairwise

from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.desk.sample.editions import moment
from expo.desk.sample.exhibitors import Entry
from expo.fair.models import Booth, Edition, Hall, MeetingPoint, Pavilion

LET, OFFERED, ANSWER_BY = -70, -61, -45  # days before the opening
TABLES = 6  # in the meeting hall
MEETING_HALL = "B2"


def make_claims(edition: Edition, entries: dict[str, Entry], booths: list[Booth]) -> None:
    """Let and offer booths as the table of companies says, and set up the tables to meet at."""
    free = list(booths)
    claims = []
    for entry in entries.values():
        if entry.row["claim"]:
            chosen = _fitting(entry, free)
            free = [booth for booth in free if booth not in chosen]
            claims += [_claim(edition, entry, booth) for booth in chosen]
    BoothClaim.objects.bulk_create(claims)
    for state, day in ((Claim.LET, LET), (Claim.OFFERED, OFFERED)):
        BoothClaim.objects.filter(exhibitor__edition=edition, state=state).update(
            created_at=moment(edition, day)
        )
    let = [claim.booth for claim in claims if claim.state == Claim.LET]
    _count_area(let)
    _make_points(edition, let)


def _fitting(entry: Entry, free: list[Booth]) -> list[Booth]:
    """Return free booths side by side that have the area wished for."""
    exhibitor = entry.exhibitor
    fit = [
        booth
        for booth in free
        if booth.kind == exhibitor.booth_kind
        and booth.pavilion_id == exhibitor.pavilion_id
        and (exhibitor.pavilion_id or booth.zone_id == exhibitor.zone_id)
    ]
    for first, booth in enumerate(fit):
        count = max(exhibitor.booth_area // booth.area, 1)
        row = fit[first : first + count]
        if len(row) == count and count * booth.area == exhibitor.booth_area and _side_by_side(row):
            return row
    raise LookupError(f"no booth is left for {entry.key}")


def _side_by_side(booths: list[Booth]) -> bool:
    return all(
        one.hall_id == other.hall_id and one.outline[1] == other.outline[0] for one, other in pairwise(booths)
    )


def _claim(edition: Edition, entry: Entry, booth: Booth) -> BoothClaim:
    state = Claim(entry.row["claim"])
    answer_by = moment(edition, ANSWER_BY) if state == Claim.OFFERED else None
    return BoothClaim(booth=booth, exhibitor=entry.exhibitor, state=state, answer_by=answer_by)


def _count_area(let: list[Booth]) -> None:
    pavilions: dict[int, Pavilion] = {}
    for booth in let:
        if booth.pavilion is not None:
            pavilions.setdefault(booth.pavilion.pk, booth.pavilion).area_let += booth.area
    Pavilion.objects.bulk_update(pavilions.values(), ["area_let"])


def _make_points(edition: Edition, let: list[Booth]) -> None:
    hall = Hall.objects.get(code=MEETING_HALL, venue=let[0].hall.venue)
    at_booths = [
        MeetingPoint(edition=edition, kind=MeetingPoint.Kind.BOOTH, booth=booth, label=booth.number)
        for booth in let
    ]
    in_hall = [
        MeetingPoint(
            edition=edition, kind=MeetingPoint.Kind.HALL, hall=hall, label=f"{MEETING_HALL}, table {number}"
        )
        for number in range(1, TABLES + 1)
    ]
    MeetingPoint.objects.bulk_create([*at_booths, *in_hall])
