"""The fair with two of everything, as the API has it: more kinds of row, and clients for each role."""

from collections import defaultdict
from types import SimpleNamespace

from rest_framework.test import APIClient

from buyers.models import MatchWeights
from expo.fair.models import Nomenclature, TradeFigure, Walk
from tests import factories as make
from tests.pages.test_who_may import ABSENT, NO_KEY
from tests.pages.world import SIDES, World, tell

CODES = {"economies": "QQ", "blocs": "no-such", "sectors": "no-such", "editions": "no-such"}
ABSENT_ROWS = defaultdict(lambda: SimpleNamespace(pk=NO_KEY, slug="no-such"))


class ApiWorld(World):
    """Rows by side, and rows that are everybody's on both sides."""

    def __init__(self):
        super().__init__()
        common = self._common()
        for side in SIDES:
            self.of[side] |= {**common, **self._more(side)}

    def api_client(self, role):
        """A client that this role has signed in with."""
        client = APIClient()
        if role != "anonymous":
            client.force_login(self.users[role])
        return client

    def rows(self, side):
        """The rows of a side; A's where it doesn't matter whose, and none that is there for ABSENT."""
        return ABSENT_ROWS if side == ABSENT else self.of[side or "A"]

    def address(self, path, of, side):
        """The address for A's thing, B's thing or one that isn't there."""
        if of is None:
            return f"/api/v1/{path}"
        kind = of if of in CODES else None
        row = self.rows(side)[of]
        key = CODES[of] if side == ABSENT and kind else row.slug if of == "editions" else row.pk
        return f"/api/v1/{path.replace('*', str(key))}"

    def _common(self):
        hall, other = make.HallFactory(), make.HallFactory()
        thailand = make.EconomyFactory(code="TH")
        slot = make.make_slots(self.edition, 3)[2]
        return {
            "edition": self.edition,
            "editions": self.edition,
            "days": slot.day,
            "slots": slot,
            "slot": slot,
            "economies": thailand,
            "blocs": make.BlocFactory(members=[thailand]),
            "sectors": self.sector,
            "sections": make.SectionFactory(edition=self.edition),
            "zones": make.ZoneFactory(edition=self.edition),
            "venues": hall.venue,
            "halls": hall,
            "walks": Walk.objects.create(one=hall, other=other, minutes=5),
            "trade-figures": TradeFigure.objects.create(
                edition=self.edition, label="Trade", subject="CN", flow="trade", value=552, source="Test"
            ),
            "nomenclature": Nomenclature.objects.create(
                code="0810", language="en", description="Other fruit"
            ),
            "booths": make.BoothFactory(edition=self.edition),
            "weights": MatchWeights.objects.create(edition=self.edition, in_use=True),
            "proposal": self._proposal(),
            **self._allocation(),
        }

    def _proposal(self):
        """One that waits: an edition has one at a time."""
        proposal = make.ProposalFactory(edition=self.edition)
        make.ChangeFactory(proposal=proposal)
        return proposal

    def _allocation(self):
        """One that waits, with a stand, and a booth that nobody has."""
        allocation = make.AllocationFactory(edition=self.edition)
        hall = make.HallFactory()
        first, other = (make.BoothFactory(edition=self.edition, hall=hall) for _ in range(2))
        stand = make.StandFactory(allocation=allocation, booths=[first])
        return {"allocation": allocation, "stand": stand, "other booth": other}

    def _more(self, side):
        rows = self.of[side]
        member = self.users[f"member of {side}"]
        return {
            "submitted": self._exhibitor(f"Submitted {side} secret", member, submitted=True),
            "free": make.BoothFactory(edition=self.edition),
            "idle delegate": make.DelegateFactory(group=rows["group"], person__name=f"Idle {side} secret"),
            "accepted": make.RequestFactory(
                delegate=make.DelegateFactory(group=rows["group"]),
                exhibitor=rows["exhibitor"],
                accepted=True,
            ),
            "point": make.MeetingPointFactory(edition=self.edition),
            "representative": rows["exhibitor"].representatives.get(),
            "letter": tell(member, f"Letter {side} secret"),
        }
