"""How many an exhibitor can meet."""

from collections import defaultdict

from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.fair.models import Day, Edition, MeetingPoint, Slot


def capacities(edition: Edition) -> dict[int | str, int]:
    """Return for each exhibitor with meeting points how many meetings they and the trade days' slots have room for.

    Who has no point yet may still get one, and is left out.
    """
    slots = Slot.objects.filter(day__edition=edition, day__kind=Day.Kind.TRADE).count()
    points: dict[int, int] = defaultdict(int)
    for booth in MeetingPoint.objects.filter(edition=edition).values_list("booth", flat=True):
        points[booth] += 1
    claims = BoothClaim.objects.filter(booth__edition=edition, state=Claim.LET)
    found: dict[int | str, int] = defaultdict(int)
    for booth, exhibitor in claims.values_list("booth", "exhibitor"):
        found[exhibitor] += points[booth] * slots
    return {exhibitor: room for exhibitor, room in found.items() if room}
