"""The compiled search: meetings change slots by Kempe chains, colder and colder (simulated annealing).

Beside the real slots there are spare ones, where a meeting counts as a broken rule; so every meeting always has
a slot and nobody ever has two meetings in one. A move takes a meeting to another slot: whatever meeting is in its
way there goes to where it comes from, and so on. Such a chain of meetings alternating between two slots is a path
or a cycle through participants, and only at the ends of a path does anybody's pattern of busy slots change.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Function = TypeVar("Function", bound=Callable[..., Any])
Ints = NDArray[np.int64]

COLDER_EVERY = 1000  # moves between two temperatures
HOPELESS = 20.0  # a loss of so many temperatures is not worth a throw of the dice


class Case(NamedTuple):
    """The problem in arrays; `spare` slots follow the real ones."""

    first: Ints  # meeting → one participant
    second: Ints  # meeting → the other
    wrong: Ints  # meeting × slot → 1 where it must not lie
    others_from: Ints  # meeting → where its precedences begin among `others`, and one more
    others: Ints  # rows (other meeting, 1 where the other comes later, 0 where it comes earlier)
    counts: Ints  # participant → 1 where fairness looks at their breaks
    slots: int
    spare: int
    locations: int
    fairness: int
    least: int  # somebody's forced breaks show that everybody needs so many


class Schedule(NamedTuple):
    """How a search goes: moves, first and last temperature in breaks, what a broken rule weighs in breaks."""

    moves: int
    hot: float
    cold: float
    weight: float
    seed: int


def compiled(function: Function) -> Function:
    """Compile a function at its first call, and keep the result beside the file for the next process."""
    return cast("Function", numba.njit(cache=True, nogil=True)(function))


def inner(function: Function) -> Function:
    """Compile a function that only compiled ones call: it is kept with them."""
    options: dict[str, Any] = {"nogil": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast("Function", numba.njit(**options)(function))


@compiled
def anneal(case: Case, slot: Ints, plan: Schedule, best: Ints, stop: Ints) -> int:
    """Search from `slot` (changed); write the timetable with the fewest breaks that keeps all rules to `best`.

    Ends early once `stop[0]` is set. Returns the number of breaks, or -1 where none was found.
    """
    np.random.seed(plan.seed)
    holds = _who_meets_when(case, slot)
    load = np.bincount(slot, minlength=case.slots + case.spare)
    breaks, tally = _count_breaks(case, holds)
    broken, unfair, total = _broken_rules(case, slot, load), _unfairness(case, tally), breaks.sum()
    chain, ends = np.empty(len(slot), np.int64), np.empty(2, np.int64)
    chained, new = np.zeros(len(slot), np.bool_), np.zeros(2, np.int64)
    fewest, temperature = -1, plan.hot
    for move in range(plan.moves):
        if move % COLDER_EVERY == 0:
            temperature = plan.hot * (plan.cold / plan.hot) ** (move / plan.moves)
        if stop[0] or fewest == 0:
            break
        meeting = np.random.randint(len(slot))
        here, there = slot[meeting], np.random.randint(case.slots)
        if here == there:
            continue
        length, loose = _follow(case, holds, meeting, here, there, chain, chained, ends)
        more_broken = _change_of_rules(case, slot, load, chain[:length], chained, here, there)
        chained[chain[:length]] = False
        if plan.weight * more_broken > HOPELESS * temperature:
            continue
        gain = _try_ends(case, holds, breaks, tally, ends[:loose], new, here, there)
        now_unfair = _unfairness(case, tally)
        loss = gain + plan.weight * (more_broken + now_unfair - unfair)
        if loss > 0 and np.random.random() >= np.exp(-loss / temperature):
            _retell(case, tally, ends[:loose], new, breaks[ends[:loose]])
            continue
        _exchange(case, slot, holds, load, chain[:length], here, there)
        breaks[ends[:loose]] = new[:loose]
        broken, unfair, total = broken + more_broken, now_unfair, total + gain
        if broken + unfair == 0 and (fewest < 0 or total < fewest):
            fewest = total
            best[:] = slot
    return fewest


@inner
def _who_meets_when(case: Case, slot: Ints) -> Ints:
    """Participant × slot → their meeting there, or -1."""
    holds = np.full((len(case.counts), case.slots + case.spare), -1, np.int64)
    for meeting in range(len(slot)):
        holds[case.first[meeting], slot[meeting]] = meeting
        holds[case.second[meeting], slot[meeting]] = meeting
    return holds


@inner
def _count_breaks(case: Case, holds: Ints) -> tuple[Ints, Ints]:
    """Each participant's breaks, and how many of those whom fairness looks at have how many."""
    breaks, tally = np.zeros(len(holds), np.int64), np.zeros(case.slots + 1, np.int64)
    for participant in range(len(holds)):
        breaks[participant] = _breaks_of(holds[participant, : case.slots])
        tally[breaks[participant]] += case.counts[participant]
    return breaks, tally


@inner
def _breaks_of(row: Ints) -> int:
    runs, before = 0, False
    for meeting in row:
        busy = meeting >= 0
        runs += busy and not before
        before = busy
    return max(0, runs - 1)


@inner
def _try_ends(
    case: Case, holds: Ints, breaks: Ints, tally: Ints, ends: Ints, new: Ints, here: int, there: int
) -> int:
    """The change of breaks, were two slots exchanged at a chain's ends; `new` and the tally are as after it."""
    gain = 0
    for end, participant in enumerate(ends):
        row = holds[participant]
        row[here], row[there] = row[there], row[here]
        new[end] = _breaks_of(row[: case.slots])
        row[here], row[there] = row[there], row[here]
        gain += new[end] - breaks[participant]
    _retell(case, tally, ends, breaks[ends], new)
    return gain


@inner
def _retell(case: Case, tally: Ints, participants: Ints, before: Ints, after: Ints) -> None:
    """Let the tally know that participants have another number of breaks."""
    for at, participant in enumerate(participants):
        tally[before[at]] -= case.counts[participant]
        tally[after[at]] += case.counts[participant]


@inner
def _unfairness(case: Case, tally: Ints) -> int:
    """By how many breaks in all people lie outside a window as wide as fairness allows, placed at its best."""
    best = -1
    for low in range(case.least, max(case.least + 1, len(tally) - case.fairness)):
        outside = 0
        for breaks in range(len(tally)):
            outside += tally[breaks] * max(0, low - breaks, breaks - low - case.fairness)
        if best < 0 or outside < best:
            best = outside
        if best == 0:
            break
    return best


@inner
def _broken_rules(case: Case, slot: Ints, load: Ints) -> int:
    broken = 0
    for meeting in range(len(slot)):
        broken += case.wrong[meeting, slot[meeting]]
        for at in range(case.others_from[meeting], case.others_from[meeting + 1]):
            if case.others[at, 1] == 1:
                broken += slot[meeting] >= slot[case.others[at, 0]]
    for at in range(case.slots):
        broken += max(0, load[at] - case.locations)
    return broken


@inner
def _follow(
    case: Case, holds: Ints, meeting: int, here: int, there: int, chain: Ints, chained: Any, ends: Ints
) -> tuple[int, int]:
    """Collect the chain of a meeting between two slots; its length, and the number of its loose ends (0 or 2)."""
    chain[0], chained[meeting], length = meeting, True, 1
    for side in range(2):
        participant = case.first[meeting] if side == 0 else case.second[meeting]
        look = there
        while True:
            found = holds[participant, look]
            if found < 0:
                ends[side] = participant
                break
            if chained[found]:
                return length, 0
            chain[length], chained[found] = found, True
            length += 1
            participant = case.first[found] + case.second[found] - participant
            look = here + there - look
    return length, 2


@inner
def _change_of_rules(
    case: Case, slot: Ints, load: Ints, chain: Ints, chained: Any, here: int, there: int
) -> int:
    """How many more rules are broken once the meetings of a chain have changed between the two slots."""
    more, flow = 0, 0
    for meeting in chain:
        after = here + there - slot[meeting]
        more += case.wrong[meeting, after] - case.wrong[meeting, slot[meeting]]
        flow += 1 if after == there else -1
        for at in range(case.others_from[meeting], case.others_from[meeting + 1]):
            more += _change_of_order(case, slot, chained, meeting, after, at, here + there)
    if flow == 0:
        return more
    return more + _overload(case, load, here, -flow) + _overload(case, load, there, flow)


@inner
def _change_of_order(
    case: Case, slot: Ints, chained: Any, meeting: int, after: int, at: int, both: int
) -> int:
    """How one precedence changes; where both its meetings are in the chain, it counts once."""
    other = case.others[at, 0]
    if chained[other] and other < meeting:
        return 0
    now, then = slot[other], both - slot[other] if chained[other] else slot[other]
    if case.others[at, 1] == 1:
        return int(after >= then) - int(slot[meeting] >= now)
    return int(after <= then) - int(slot[meeting] <= now)


@inner
def _overload(case: Case, load: Ints, at: int, change: int) -> int:
    """How many more meetings than there are locations a slot has, after a change less before."""
    if at >= case.slots:
        return 0
    return max(0, load[at] + change - case.locations) - max(0, load[at] - case.locations)


@inner
def _exchange(case: Case, slot: Ints, holds: Ints, load: Ints, chain: Ints, here: int, there: int) -> None:
    for meeting in chain:
        load[slot[meeting]] -= 1
        holds[case.first[meeting], slot[meeting]] = -1
        holds[case.second[meeting], slot[meeting]] = -1
    for meeting in chain:
        slot[meeting] = here + there - slot[meeting]
        load[slot[meeting]] += 1
        holds[case.first[meeting], slot[meeting]] = meeting
        holds[case.second[meeting], slot[meeting]] = meeting
