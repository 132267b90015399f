"""What is wrong with a plan, in people's words.

Reads the problem and the answer and nothing else: no step, no helper, no check of the solver's is used here,
so that a mistake there is seen here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from exhibitors.allocation.answer import Status
from exhibitors.allocation.fair.answer import Answer
from exhibitors.allocation.fair.problem import Booth, Exhibitor, Problem


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: its code, and one sentence."""

    rule: str
    text: str


def violations(problem: Problem, answer: Answer) -> list[Violation]:
    """Judge a plan; an empty list means that it is valid and its statements agree."""
    case = _Case(problem, answer)
    return list(chain.from_iterable(rule(case) for rule in _RULES))


class _Case:
    """The problem and the answer, looked up by id."""

    def __init__(self, problem: Problem, answer: Answer) -> None:
        self.problem = problem
        self.answer = answer
        self.exhibitors = {one.id: one for one in problem.exhibitors}
        self.booths = {booth.id: booth for booth in problem.booths}
        self.locked = {each.exhibitor: each.booth for each in problem.locked}
        self.placed = {
            each.exhibitor: self.booths[each.booth]
            for each in answer.placements
            if each.exhibitor in self.exhibitors and each.booth in self.booths
        }
        self.homes = {
            name: {(getattr(each, name), each.zone) for each in problem.zone_preferences}
            for name in ("bloc", "economy", "sector")
        }
        self.used: Counter[tuple[str, int | None, str]] = Counter()
        self.used_by_locked: Counter[tuple[str, int | None, str]] = Counter()
        for who, booth in self.placed.items():
            self._count(self.used, who, booth)
            if self.locked.get(who) == booth.id:
                self._count(self.used_by_locked, who, booth)

    def _count(self, used: Counter[tuple[str, int | None, str]], who: int, booth: Booth) -> None:
        economy = self.exhibitors[who].economy
        used[economy, booth.zone, "booths"] += 1
        used[economy, booth.zone, "m²"] += booth.area

    def free(self) -> Iterator[tuple[Exhibitor, Booth | None]]:
        """Those who are not locked, and what they have."""
        for who, one in self.exhibitors.items():
            if who not in self.locked:
                yield one, self.placed.get(who)

    def quotas(self) -> Iterator[tuple[tuple[str, int, str], int]]:
        """By economy, zone and what is counted the most; locked placements beyond it stand."""
        for quota in self.problem.quotas:
            for unit, most in (("booths", quota.most_booths), ("m²", quota.most_area)):
                if most is not None:
                    key = quota.economy, quota.zone, unit
                    yield key, max(most, self.used_by_locked[key])

    def worth(self, one: Exhibitor, booth: Booth | None) -> int:
        """What the booth itself is worth to an exhibitor; 0 where the rules are against it."""
        if booth is None or any(True for _ in _unfit(one, booth)):
            return 0
        weights = self.problem.weights
        worth = weights.booth + weights.size * min(booth.area, one.area) // one.area
        worth += weights.hall * (not one.halls or booth.hall in one.halls)
        worth += weights.zone * (not one.zones or booth.zone in one.zones)
        worth += weights.open_sides * (booth.open_sides >= one.open_sides)
        worth += weights.zone_by_bloc * any((bloc, booth.zone) in self.homes["bloc"] for bloc in one.blocs)
        worth += weights.zone_by_economy * ((one.economy, booth.zone) in self.homes["economy"])
        worth += weights.zone_by_sector * any(
            (sector, booth.zone) in self.homes["sector"] for sector in one.sectors
        )
        return worth


def _unknown(case: _Case) -> Iterator[Violation]:
    for each in case.answer.placements:
        if each.exhibitor not in case.exhibitors:
            text = f"Booth {each.booth} is given to exhibitor {each.exhibitor}, who is not known."
            yield Violation("unknown-exhibitor", text)
        if each.booth not in case.booths:
            text = f"Exhibitor {each.exhibitor} gets booth {each.booth}, which is not known."
            yield Violation("unknown-booth", text)


def _booth_twice(case: _Case) -> Iterator[Violation]:
    holders = defaultdict(list)
    for each in case.answer.placements:
        holders[each.booth].append(str(each.exhibitor))
    for booth, those in holders.items():
        if len(those) > 1:
            yield Violation("booth-twice", f"Booth {booth} is given to exhibitors {' and '.join(those)}.")


def _exhibitor_twice(case: _Case) -> Iterator[Violation]:
    for who, times in Counter(each.exhibitor for each in case.answer.placements).items():
        if times > 1:
            yield Violation("exhibitor-twice", f"Exhibitor {who} gets {times} booths instead of one.")


def _locked_moved(case: _Case) -> Iterator[Violation]:
    for who, booth in case.locked.items():
        if who not in case.placed or case.placed[who].id != booth:
            yield Violation(
                "locked-moved", f"Exhibitor {who} does not have booth {booth}, where it is locked."
            )


def _not_as_asked(case: _Case) -> Iterator[Violation]:
    for one, booth in case.free():
        if booth is not None:
            for rule, why in _unfit(one, booth):
                yield Violation(rule, f"Exhibitor {one.id} cannot have booth {booth.id}: {why}.")


def _unfit(one: Exhibitor, booth: Booth) -> Iterator[tuple[str, str]]:
    """The rules of booth and exhibitor that are broken, and how."""
    if booth.kind != one.kind:
        yield "wrong-kind", f"it is {booth.kind}, not {one.kind}"
    if booth.area > one.area:
        yield "too-large", f"it has {booth.area} m², more than the {one.area} m² asked for"
    if booth.area < one.area and not one.accepts_smaller:
        yield "too-small", f"it has {booth.area} m², less than the {one.area} m² asked for"
    if booth.floor_load is not None and one.weight > booth.floor_load:
        yield "too-heavy", f"its floor bears {booth.floor_load} kg/m², not {one.weight}"
    if booth.height is not None and one.height > booth.height:
        yield "too-high", f"it is {booth.height} cm high, not {one.height}"
    if booth.pavilion is not None and one.pavilion != booth.pavilion:
        yield "in-a-pavilion", f"it is pavilion {booth.pavilion}'s"
    if one.pavilion is not None and booth.pavilion is None:
        yield "outside-its-pavilion", f"it is not in pavilion {one.pavilion}"


def _quota_exceeded(case: _Case) -> Iterator[Violation]:
    for (economy, zone, unit), most in case.quotas():
        if (used := case.used[economy, zone, unit]) > most:
            text = f"{economy} has {used} {unit} in zone {zone}, more than the {most} of its quota."
            yield Violation("quota-exceeded", text)


def _overtaken(case: _Case) -> Iterator[Violation]:
    lower = _Holders(case)
    for one, booth in case.free():
        overtaking = lower.preferred(one, booth)
        if overtaking is not None:
            other, theirs = overtaking
            has = f"booth {booth.id}" if booth else "none"
            yield Violation(
                "overtaken",
                f"Exhibitor {one.id} of priority {one.priority} would rather have booth {theirs.id} than {has}, "
                f"but exhibitor {other.id} of priority {other.priority} has it.",
            )


class _Holders:
    """Who, not locked, holds booths that are alike: looked through once for each likeness, not for each booth."""

    def __init__(self, case: _Case) -> None:
        self._case = case
        self._alike: dict[Booth, list[tuple[Exhibitor, Booth]]] = defaultdict(list)
        for one, booth in case.free():
            if booth is not None:
                self._alike[replace(booth, id=0)].append((one, booth))
        self._lowest = {
            booth: max(one.priority for one, _ in holders) for booth, holders in self._alike.items()
        }
        self._quota = dict(case.quotas())

    def preferred(self, one: Exhibitor, has: Booth | None) -> tuple[Exhibitor, Booth] | None:
        """Somebody of lower priority with a booth that the exhibitor may use and would rather have."""
        worth = self._case.worth(one, has)
        for alike, holders in self._alike.items():
            if self._lowest[alike] > one.priority and self._case.worth(one, alike) > worth:
                for other, booth in holders:
                    if other.priority > one.priority and self._may_change(one, has, other, booth):
                        return other, booth
        return None

    def _may_change(self, one: Exhibitor, has: Booth | None, other: Exhibitor, booth: Booth) -> bool:
        """Whether the quotas allow the booth once the other is out and one has left its own."""
        for unit, size in (("booths", 1), ("m²", booth.area)):
            most = self._quota.get((one.economy, booth.zone, unit))  # type: ignore[arg-type]
            used = self._case.used[one.economy, booth.zone, unit] + size
            if has is not None and has.zone == booth.zone:
                used -= 1 if unit == "booths" else has.area
            if other.economy == one.economy:
                used -= size
            if most is not None and used > most:
                return False
        return True


def _unplaced(case: _Case) -> Iterator[Violation]:
    listed = Counter(each.exhibitor for each in case.answer.unplaced)
    for who in case.exhibitors:
        expected = int(who not in case.placed)
        if listed.pop(who, 0) != expected:
            how = "has no booth and is not listed once" if expected else "has a booth and is listed"
            yield Violation("unplaced-wrong", f"Exhibitor {who} {how} among those without.")
    for who in listed:
        yield Violation(
            "unplaced-wrong", f"Exhibitor {who}, listed among those without a booth, is not known."
        )


def _smaller(case: _Case) -> Iterator[Violation]:
    smaller = sorted(who for who, booth in case.placed.items() if booth.area < case.exhibitors[who].area)
    if sorted(case.answer.smaller) != smaller:
        text = f"Placed smaller than asked are {smaller}, not {sorted(case.answer.smaller)}."
        yield Violation("smaller-wrong", text)


def _statements(case: _Case) -> Iterator[Violation]:
    answer, value = case.answer, _value(case)
    if answer.value != value:
        yield Violation("value-wrong", f"The plan states a value of {answer.value}, but is worth {value}.")
    if answer.bound < value:
        yield Violation(
            "bound-wrong", f"The plan states a bound of {answer.bound}, but is itself worth {value}."
        )
    if not answer.bound_method.strip():
        yield Violation("bound-unexplained", "The plan does not say how its bound was found.")
    if answer.status == Status.OPTIMAL and answer.bound != answer.value:
        text = f"The plan is called optimal, but its value is {answer.value} and its bound {answer.bound}."
        yield Violation("status-wrong", text)


def _value(case: _Case) -> int:
    """What the plan is worth, neighbours included."""
    weights = case.problem.weights
    value = sum(case.worth(case.exhibitors[who], booth) for who, booth in case.placed.items())
    holder = {booth.id: case.exhibitors[who] for who, booth in case.placed.items()}
    competitors = {frozenset(pair) for pair in case.problem.competitors}
    for pair in {frozenset(pair) for pair in case.problem.near}:
        if holder.keys() >= pair:
            one, other = (holder[booth] for booth in pair)
            value += weights.sector_near * bool(one.sectors and one.sectors[:1] == other.sectors[:1])
            value += weights.economy_near * (one.economy == other.economy)
            value += weights.competitors_near * (frozenset((one.id, other.id)) in competitors)
    return value


_RULES = (
    _unknown,
    _booth_twice,
    _exhibitor_twice,
    _locked_moved,
    _not_as_asked,
    _quota_exceeded,
    _overtaken,
    _unplaced,
    _smaller,
    _statements,
)
