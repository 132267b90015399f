"""Requests to meet: many for a few exhibitors, few for most."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from random import Random

from buyers.models import MeetingRequest
from buyers.states import Request
from exhibitors.states import Claim
from expo.desk.sample.composed.chance import Uneven
from expo.desk.sample.composed.goods import Kind
from expo.desk.sample.composed.missions import Need
from expo.desk.sample.composed.registrations import Showing, Weighed, draw
from expo.desk.sample.tables import Row

STATES: Weighed = {Request.SENT: 45, Request.ACCEPTED: 35, Request.DECLINED: 13, Request.WITHDRAWN: 7}
PRIORITIES: Weighed = {"3": 20, "2": 50, "1": 30}
BY_EXHIBITOR = 0.12  # of the requests, those that exhibitors make
BY_NEED = (
    0.75  # of the requests, those to an exhibitor that shows what is wanted; the others are for its name
)
FIXED = 0.2  # of the accepted requests, those that have a time already
DAYS, SLOTS = (1, 2), range(12)  # on which every delegate is there
MESSAGES = (
    "",
    "",
    "Please bring samples and a price list.",
    "We would like to talk about a contract for a year.",
    "May we see your certificates?",
    "We buy for {n} shops.",
    "请准备样品和报价。",
    "希望洽谈长期合作。",
)
YES = ("", "You are welcome at our booth.", "With pleasure; we bring samples.", "欢迎到展位洽谈。")
NO = ("Sorry, we are sold out for this season.", "We sell there through an agent.", "抱歉，日程已满。")


class Requests:
    """Composes the requests of one fair, none of them twice for a pair."""

    def __init__(self, showings: list[Showing], dice: Random) -> None:
        """Shuffle the exhibitors: the order is their renown."""
        self._dice = dice
        public = [showing for showing in showings if showing.is_public]
        self._renowned = Uneven(public, dice)
        self._showing: dict[Kind, Uneven[Showing]] = {}
        showing_kind = defaultdict(list)
        for showing in public:
            for kind in dict.fromkeys(offer.kind for offer in showing.offers):
                showing_kind[kind].append(showing)
        for kind, those in showing_kind.items():
            self._showing[kind] = Uneven(those, dice)
        self._taken: set[tuple[str, ...]] = set()

    def compose(self, needs: list[Need], count: int) -> Iterator[Row]:
        """Yield so many requests."""
        keen = Uneven(needs, self._dice)
        pairs: set[tuple[str, ...]] = set()
        while len(pairs) < count:
            need = keen.draw() if self._dice.random() < 0.3 else self._dice.choice(needs)
            showing = self._fitting(need)
            pair = (need.row["group"], need.row["delegate"], showing.row["key"])
            if pair not in pairs:
                pairs.add(pair)
                yield self._request(need.row, showing.row)

    def _fitting(self, need: Need) -> Showing:
        if need.kind in self._showing and self._dice.random() < BY_NEED:
            return self._showing[need.kind].draw()
        return self._renowned.draw()

    def _request(self, need: Row, exhibitor: Row) -> Row:
        state = draw(STATES, self._dice)
        side = (
            MeetingRequest.Side.EXHIBITOR if self._dice.random() < BY_EXHIBITOR else MeetingRequest.Side.BUYER
        )
        day, slot = self._time(need, exhibitor) if state == Request.ACCEPTED else ("", "")
        answers = {Request.ACCEPTED: YES, Request.DECLINED: NO}.get(Request(state), ("",))
        return {
            "group": need["group"],
            "delegate": need["delegate"],
            "exhibitor": exhibitor["key"],
            "side": side,
            "state": state,
            "priority": draw(PRIORITIES, self._dice),
            "day": day,
            "slot": slot,
            "message": self._dice.choice(MESSAGES).format(n=self._dice.randint(2, 60)),
            "answer": self._dice.choice(answers),
        }

    def _time(self, need: Row, exhibitor: Row) -> tuple[str, str]:
        """Return a day and slot at which both are free, or nothing where none is or none is fixed yet."""
        if exhibitor["claim"] != Claim.LET or self._dice.random() > FIXED:
            return "", ""
        times = list(product(DAYS, SLOTS))
        for day, slot in self._dice.sample(times, len(times)):
            marks = {
                (need["group"], need["delegate"], str(day), str(slot)),
                (exhibitor["key"], str(day), str(slot)),
            }
            if self._taken.isdisjoint(marks):
                self._taken |= marks
                return str(day), str(slot)
        return "", ""
