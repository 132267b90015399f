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
BREAKS, HOLES, UNFAIR, STATES = 0, 1, 2, 3  # what is known of each participant
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


class Schedule(NamedTuple):
    """How a search goes; temperatures and weights are in breaks."""

    moves: int
    hot: float  # the first temperature
    cold: float  # the last one
    rule: float  # what a broken rule weighs, or a break more or less than fairness allows
    hole: float  # what a slot in a break weighs: little, a slope towards shorter breaks that can be closed
    low: int  # the fewest breaks that anybody shall have whom fairness looks at
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
    state, new = np.zeros((len(holds), STATES), np.int64), np.zeros((2, STATES), np.int64)
    for participant in range(len(holds)):
        _look_at(case, plan.low, holds[participant], participant, state[participant])
    broken, total = _broken_rules(case, slot, load) + state[:, UNFAIR].sum(), state[:, BREAKS].sum()
    chain, ends = np.empty(len(slot), np.int64), np.empty(2, np.int64)
    chained = np.zeros(len(slot), np.bool_)
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
        if plan.rule * more_broken > HOPELESS * temperature:
            continue
        change = _change_at_ends(case, plan.low, holds, state, ends[:loose], new, here, there)
        more_broken += change[UNFAIR]
        loss = change[BREAKS] + plan.hole * change[HOLES] + plan.rule * more_broken
        if loss > 0 and np.random.random() >= np.exp(-loss / temperature):
            continue
        _exchange(case, slot, holds, load, chain[:length], here, there)
        for end in range(loose):
            state[ends[end]] = new[end]
        broken, total = broken + more_broken, total + change[BREAKS]
        if broken == 0 and (fewest < 0 or total < fewest):
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
def _look_at(case: Case, low: int, row: Ints, participant: int, state: Ints) -> None:
    """Write down a participant's breaks, the slots in them, and by how many breaks they are outside fairness."""
    runs, busy, opened, last = 0, 0, 0, -2
    for slot in range(case.slots):
        if row[slot] >= 0:
            if busy == 0:
                opened = slot
            runs += slot != last + 1
            busy, last = busy + 1, slot
    breaks = max(0, runs - 1)
    state[BREAKS] = breaks
    state[HOLES] = last - opened + 1 - busy if busy > 0 else 0
    state[UNFAIR] = case.counts[participant] * max(0, low - breaks, breaks - low - case.fairness)


@inner
def _change_at_ends(
    case: Case, low: int, holds: Ints, state: Ints, ends: Ints, new: Ints, here: int, there: int
) -> tuple[int, int, int]:
    """The change of breaks, holes and unfairness, were two slots exchanged at a chain's ends; `new`: as after it."""
    breaks, holes, unfair = 0, 0, 0
    for end, participant in enumerate(ends):
        row = holds[participant]
        row[here], row[there] = row[there], row[here]
        _look_at(case, low, row, participant, new[end])
        row[here], row[there] = row[there], row[here]
        breaks += new[end, BREAKS] - state[participant, BREAKS]
        holes += new[end, HOLES] - state[participant, HOLES]
        unfair += new[end, UNFAIR] - state[participant, UNFAIR]
    return breaks, holes, unfair


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
