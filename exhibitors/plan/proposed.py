"""A proposed allocation on the plan of a hall, for the organiser: what is taken, what is proposed, what stays free."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import cached_property

from exhibitors.models import Allocation, BoothClaim, ProposedStand
from expo.fair.models import Booth, Hall


@dataclass(frozen=True)
class ProposedPlace:
    """A booth as it is drawn: taken before, proposed (offered or not yet), or free."""

    booth: Booth
    state: str
    whose: str = ""
    is_smaller: bool = False


@dataclass(frozen=True)
class ProposedPlan:
    """A hall with all its booths."""

    hall: Hall
    places: list[ProposedPlace]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many booths there are of each state."""
        return Counter(place.state for place in self.places)


def halls_of(allocation: Allocation) -> list[Hall]:
    """The halls in which something is proposed, each with the number of its stands as `stands`."""
    rows = ProposedStand.booths.through.objects.filter(proposedstand__allocation=allocation)
    numbers = dict(
        rows.order_by().values_list("booth__hall").annotate(stands=Count("proposedstand", distinct=True))
    )
    halls = list(Hall.objects.filter(pk__in=numbers).order_by("venue", "position", "code"))
    for hall in halls:
        hall.stands = numbers[hall.pk]  # type: ignore[attr-defined]
    return halls


def proposed_plan(allocation: Allocation, hall: Hall) -> ProposedPlan:
    """Return the hall as the allocation would have it: three queries, however many booths there are."""
    links = ProposedStand.booths.through.objects.filter(
        proposedstand__allocation=allocation, booth__hall=hall
    ).select_related("proposedstand__exhibitor__company")
    proposed = {link.booth_id: link.proposedstand for link in links}
    claims = BoothClaim.objects.live().filter(
        booth__hall=hall, booth__edition=allocation.edition_id, part="holder"
    )
    holders = {claim.booth_id: claim for claim in claims.select_related("exhibitor__company")}
    return ProposedPlan(
        hall,
        [
            _place(booth, proposed.get(booth.pk), holders.get(booth.pk))
            for booth in Booth.objects.filter(hall=hall, edition=allocation.edition_id)
        ],
    )


def _place(booth: Booth, stand: ProposedStand | None, claim: BoothClaim | None) -> ProposedPlace:
    if stand is not None and (claim is None or claim.stand_id == stand.pk):
        state = "offered" if claim is not None else "proposed"
        return ProposedPlace(booth, state, str(stand.exhibitor), stand.is_smaller)
    if claim is not None:
        return ProposedPlace(booth, "taken", str(claim.exhibitor))
    return ProposedPlace(booth, "free")
