"""An edition's floor as the allocation sees it: rows to the core's problem."""

from collections.abc import Iterable

from django.db.models import QuerySet

from exhibitors.allocation import fair
from exhibitors.models import AllocationWeights, BoothClaim, Competitors, Exhibitor, ZoneHome, ZoneQuota
from exhibitors.models.registrations import SHELL_AREA
from exhibitors.states import Claim, Registration
from expo.fair.models import Bloc, Booth, Edition


class Floor:
    """An edition's booths and approved exhibitors as the core's problem; ids are the keys of rows.

    Who holds a booth, is offered one or has one is locked there, with all its booths.
    """

    def __init__(self, edition: Edition) -> None:
        """Load everything the problem needs, in a fixed number of queries."""
        self._edition = edition
        held = self._held()
        exhibitors = list(self._exhibitors())
        known = {exhibitor.pk for exhibitor in exhibitors}
        closed = {booth for booth, exhibitor in held if exhibitor not in known}
        booths = [
            booth
            for booth in Booth.objects.filter(edition=edition).select_related("hall").order_by("pk")
            if booth.pk not in closed
        ]
        blocs = Bloc.objects.by_economy(edition.opens_on)
        beside = fair.neighbours([_rectangle(booth) for booth in booths])
        self.problem = fair.Problem(
            booths=tuple(_booth(booth) for booth in booths),
            exhibitors=tuple(
                _exhibitor(each, [bloc.code for bloc in blocs.get(each.company.economy_id, ())])
                for each in exhibitors
            ),
            near=beside.near,
            rows=beside.rows,
            competitors=tuple(pair for pair in self._competitors() if known.issuperset(pair)),
            locked=tuple(fair.Placement(who, booth) for booth, who in held if who in known),
            quotas=tuple(_quota(row) for row in ZoneQuota.objects.filter(zone__edition=edition)),
            zone_preferences=tuple(_home(row) for row in ZoneHome.objects.filter(zone__edition=edition)),
            weights=_weights(edition),
        )
        self.locked = {who for _booth, who in held} & known

    def value(self, stands: Iterable[tuple[int, Iterable[int]]]) -> int:
        """What these stands (exhibitor, booths) are worth together with all that is locked."""
        proposed = [fair.Placement(who, booth) for who, booths in stands for booth in booths]
        return fair.value(self.problem, [*self.problem.locked, *proposed])

    def refused(self) -> set[int]:
        """Who has refused an offer, let it lapse or had a booth taken back, and has none."""
        turned_down = BoothClaim.objects.filter(state__in=[Claim.DECLINED, Claim.LAPSED, Claim.RELEASED])
        ended = (turned_down | BoothClaim.objects.lapsed()).filter(booth__edition=self._edition)
        known = {exhibitor.id for exhibitor in self.problem.exhibitors} - self.locked
        return known & set(ended.values_list("exhibitor", flat=True))

    def _exhibitors(self) -> QuerySet[Exhibitor]:
        rows = Exhibitor.objects.filter(edition=self._edition, state=Registration.APPROVED)
        return rows.select_related("company").prefetch_related("sectors").order_by("pk")

    def _competitors(self) -> list[tuple[int, int]]:
        return list(Competitors.objects.filter(one__edition=self._edition).values_list("one", "other"))

    def _held(self) -> list[tuple[int, int]]:
        """Booth and holder of every claim that stands; an offer that was not answered in time holds nothing."""
        live = BoothClaim.objects.live().filter(booth__edition=self._edition, part=BoothClaim.Part.HOLDER)
        return list(live.order_by("pk").values_list("booth", "exhibitor"))


def _booth(booth: Booth) -> fair.Booth:
    return fair.Booth(
        id=booth.pk,
        hall=booth.hall_id,
        kind=fair.BoothKind(booth.kind),
        area=booth.area,
        zone=booth.zone_id,
        open_sides=booth.open_sides,
        floor_load=booth.hall.floor_load,
        height=booth.hall.height_limit,
        pavilion=booth.pavilion_id,
    )


def _exhibitor(exhibitor: Exhibitor, blocs: Iterable[str]) -> fair.Exhibitor:
    shell = exhibitor.booth_kind == Booth.Kind.SHELL
    return fair.Exhibitor(
        id=exhibitor.pk,
        kind=fair.BoothKind(exhibitor.booth_kind),
        area=exhibitor.booth_area,
        booths=exhibitor.booth_area // SHELL_AREA if shell else 1,
        economy=exhibitor.company.economy_id,
        priority=exhibitor.priority,
        accepts_smaller=exhibitor.accepts_smaller,
        halls=(exhibitor.hall_id,) if exhibitor.hall_id else (),
        zones=(exhibitor.zone_id,) if exhibitor.zone_id else (),
        open_sides=exhibitor.open_sides,
        weight=exhibitor.exhibit_weight,
        height=exhibitor.exhibit_height,
        blocs=tuple(blocs),
        sectors=tuple(sector.code for sector in exhibitor.sectors.all()),
        pavilion=exhibitor.pavilion_id,
    )


def _quota(row: ZoneQuota) -> fair.Quota:
    return fair.Quota(row.economy_id, row.zone_id, row.most_booths, row.most_area)


def _home(row: ZoneHome) -> fair.ZonePreference:
    return fair.ZonePreference(row.zone_id, row.bloc_id, row.economy_id, row.sector_id)


def _weights(edition: Edition) -> fair.Weights:
    own = AllocationWeights.objects.filter(edition=edition).first()
    return own.weights() if own else fair.Weights()


def _rectangle(booth: Booth) -> fair.Rectangle:
    xs, ys = zip(*booth.outline, strict=True)
    return fair.Rectangle(booth.pk, booth.hall_id, min(xs), min(ys), max(xs), max(ys))
