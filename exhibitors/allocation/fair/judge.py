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

Stand = tuple[Booth, ...]


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
        self.locked: dict[int, list[int]] = defaultdict(list)
        for each in problem.locked:
            self.locked[each.exhibitor].append(each.booth)
        self.placed: dict[int, Stand] = {}
        for each in answer.placements:
            if each.exhibitor in self.exhibitors and each.booth in self.booths:
                self.placed[each.exhibitor] = (*self.placed.get(each.exhibitor, ()), self.booths[each.booth])
        self.homes = {
            name: {(getattr(each, name), each.zone) for each in problem.zone_preferences}
            for name in ("bloc", "economy", "sector")
        }
        self.used: Counter[tuple[str, int | None, str]] = Counter()
        self.used_by_locked: Counter[tuple[str, int | None, str]] = Counter()
        for who, stand in self.placed.items():
            for booth in stand:
                self._count(self.used, who, booth)
                if booth.id in self.locked.get(who, ()):
                    self._count(self.used_by_locked, who, booth)

    def _count(self, used: Counter[tuple[str, int | None, str]], who: int, booth: Booth) -> None:
        economy = self.exhibitors[who].economy
        used[economy, booth.zone, "booths"] += 1
        used[economy, booth.zone, "m²"] += booth.area

    def free(self) -> Iterator[tuple[Exhibitor, Stand]]:
        """Those who are not locked, and what they have."""
        for who, one in self.exhibitors.items():
            if who not in self.locked:
                yield one, self.placed.get(who, ())

    def quotas(self) -> Iterator[tuple[tuple[str, int, str], int]]:
        """By economy, zone and what is counted the most; locked placements beyond it stand."""
        for quota in self.problem.quotas:
            for unit, most in (("booths", quota.most_booths), ("m²", quota.most_area)):
                if most is not None:
                    key = quota.economy, quota.zone, unit
                    yield key, max(most, self.used_by_locked[key])

    def worth_of(self, one: Exhibitor, stand: Stand) -> int:
        """What a stand is worth to an exhibitor, neighbours aside."""
        return sum(self.worth(one, booth) for booth in stand)

    def worth(self, one: Exhibitor, booth: Booth) -> int:
        """What the booth itself is worth to an exhibitor; 0 where the rules are against it."""
        if any(True for _ in _unfit(one, booth)):
            return 0
        weights, asked = self.problem.weights, one.area // one.booths
        worth = weights.booth + weights.size * min(booth.area, asked) // asked
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


def _booths_of_a_stand(case: _Case) -> Iterator[Violation]:
    for one, stand in case.free():
        if len(stand) > one.booths:
            yield Violation(
                "too-many", f"Exhibitor {one.id} gets {len(stand)} booths instead of {one.booths}."
            )
        if 0 < len(stand) < one.booths and not one.accepts_smaller:
            yield Violation(
                "too-few", f"Exhibitor {one.id} gets {len(stand)} booths instead of {one.booths}."
            )


def _side_by_side(case: _Case) -> Iterator[Violation]:
    rows = [list(row) for row in case.problem.rows]
    for one, stand in case.free():
        booths = {booth.id for booth in stand}
        if len(booths) > 1 and not any(
            set(row[at : at + len(booths)]) == booths for row in rows for at in range(len(row))
        ):
            those = " and ".join(str(booth) for booth in sorted(booths))
            yield Violation(
                "not-side-by-side", f"Booths {those} of exhibitor {one.id} do not lie side by side."
            )


def _locked_moved(case: _Case) -> Iterator[Violation]:
    for who, booths in case.locked.items():
        held = [booth.id for booth in case.placed.get(who, ())]
        for booth in booths:
            if booth not in held:
                yield Violation(
                    "locked-moved", f"Exhibitor {who} does not have booth {booth}, where it is locked."
                )
        if len(held) > len(booths):
            yield Violation(
                "too-many", f"Exhibitor {who} gets {len(held)} booths, and is locked in {len(booths)}."
            )


def _not_as_asked(case: _Case) -> Iterator[Violation]:
    for one, stand in case.free():
        for booth in stand:
            for rule, why in _unfit(one, booth):
                yield Violation(rule, f"Exhibitor {one.id} cannot have booth {booth.id}: {why}.")


def _unfit(one: Exhibitor, booth: Booth) -> Iterator[tuple[str, str]]:
    """The rules of booth and exhibitor that are broken, and how."""
    if booth.kind != one.kind:
        yield "wrong-kind", f"it is {booth.kind}, not {one.kind}"
    asked = one.area // one.booths
    if booth.area > asked:
        yield "too-large", f"it has {booth.area} m², more than the {asked} m² asked for"
    if booth.area < asked and (one.booths > 1 or not one.accepts_smaller):
        yield "too-small", f"it has {booth.area} m², less than the {asked} m² asked for"
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
    for one, stand in case.free():
        overtaking = lower.preferred(one, stand)
        if overtaking is not None:
            others, theirs = overtaking
            has, rather = _named(stand) or "none", _named(theirs)
            yield Violation(
                "overtaken",
                f"Exhibitor {one.id} of priority {one.priority} would rather have booth {rather} than {has}, but "
                + " and ".join(f"exhibitor {other.id} of priority {other.priority}" for other in others)
                + " has it.",
            )


def _named(stand: Stand) -> str:
    return " and ".join(f"booth {booth.id}" for booth in stand).removeprefix("booth ")


class _Holders:
    """Who, not locked, holds booths that are alike: looked through once for each likeness, not for each booth."""

    def __init__(self, case: _Case) -> None:
        self._case = case
        self._holder: dict[int, Exhibitor] = {}
        self._alike: dict[Booth, list[tuple[Exhibitor, Booth]]] = defaultdict(list)
        for who, stand in case.placed.items():
            for booth in stand:
                self._holder[booth.id] = case.exhibitors[who]
                if who not in case.locked:
                    self._alike[replace(booth, id=0)].append((case.exhibitors[who], booth))
        self._lowest = {
            booth: max(one.priority for one, _ in holders) for booth, holders in self._alike.items()
        }
        self._quota = dict(case.quotas())
        likeness = {booth.id: replace(booth, id=0) for booth in case.problem.booths}
        self._likenesses = set(likeness.values())
        self._rows = [[(case.booths[booth], likeness[booth]) for booth in row] for row in case.problem.rows]

    def preferred(self, one: Exhibitor, has: Stand) -> tuple[list[Exhibitor], Stand] | None:
        """Some of lower priority with a stand, or a part of it, that the exhibitor may use and would rather have."""
        worth = self._case.worth_of(one, has)
        if one.booths > 1:
            return self._preferred_stand(one, has, worth)
        for alike, holders in self._alike.items():
            if self._lowest[alike] > one.priority and self._case.worth(one, alike) > worth:
                for other, booth in holders:
                    if other.priority > one.priority and self._may_change(one, has, [other], (booth,)):
                        return [other], (booth,)
        return None

    def _preferred_stand(
        self, one: Exhibitor, has: Stand, worth: int
    ) -> tuple[list[Exhibitor], Stand] | None:
        for stand in self._better_stands(one, worth):
            holders = (self._holder.get(booth.id) for booth in stand)
            others = list({each.id: each for each in holders if each is not None and each != one}.values())
            if others and self._may_change(one, has, others, stand):
                return others, stand
        return None

    def _better_stands(self, one: Exhibitor, worth: int) -> Iterator[Stand]:
        """Stands that are worth more to an exhibitor, of what is free, its own, or held by lower priorities."""
        worths = {alike: self._case.worth(one, alike) for alike in self._likenesses}
        if max(worths.values(), default=0) * one.booths <= worth:
            return
        least = 1 if one.accepts_smaller else one.booths
        for row in self._rows:
            run: list[tuple[Booth, int]] = []
            for booth, alike in row:
                usable = worths[alike] > 0 and self._gives_way(one, booth)
                run = [*run, (booth, worths[alike])][-one.booths :] if usable else []
                for size in range(least, len(run) + 1):
                    if sum(each for _, each in run[-size:]) > worth:
                        yield tuple(each for each, _ in run[-size:])

    def _gives_way(self, one: Exhibitor, booth: Booth) -> bool:
        holder = self._holder.get(booth.id)
        if holder is None or holder == one:
            return True
        return holder.priority > one.priority and holder.id not in self._case.locked

    def _may_change(self, one: Exhibitor, has: Stand, others: list[Exhibitor], stand: Stand) -> bool:
        """Whether the quotas allow the stand once the others are out and one has left its own."""
        used = self._case.used.copy()
        for economy, booths, sign in (
            *((other.economy, self._case.placed[other.id], -1) for other in others),
            (one.economy, has, -1),
            (one.economy, stand, 1),
        ):
            for booth in booths:
                used[economy, booth.zone, "booths"] += sign
                used[economy, booth.zone, "m²"] += sign * booth.area
        return all(
            used[key] <= most
            for key, most in self._quota.items()
            if key[0] == one.economy and any(booth.zone == key[1] for booth in stand)
        )


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
    smaller = sorted(
        who
        for who, stand in case.placed.items()
        if sum(booth.area for booth in stand) < case.exhibitors[who].area
    )
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
    value = sum(case.worth_of(case.exhibitors[who], stand) for who, stand in case.placed.items())
    value += weights.stand * len(case.placed)
    holder = {booth.id: case.exhibitors[who] for who, stand in case.placed.items() for booth in stand}
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
    _booths_of_a_stand,
    _side_by_side,
    _locked_moved,
    _not_as_asked,
    _quota_exceeded,
    _overtaken,
    _unplaced,
    _smaller,
    _statements,
)
