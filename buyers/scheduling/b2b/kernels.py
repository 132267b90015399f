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
BREAKS, HOLES, UNFAIR = 0, 1, 2  # what is known of each participant, and counts
RUNS, FIRST, LAST, BUSY, STATES = (
    3,
    4,
    5,
    6,
    7,
)  # what that is reckoned from: runs of busy slots, their ends, their sum
ANYWHERE, HALF = 0.15, 0.5  # of the slots tried, how many are any; the other ones lie beside a meeting
HOPELESS = 20.0  # a loss of so many temperatures is not worth a throw of the dice


class Case(NamedTuple):
    """The problem in arrays; `spare` slots follow the real ones."""

    first: Ints  # meeting → one participant
    second: Ints  # meeting → the other
    wrong: Ints  # meeting × slot → 1 where it must not lie
    others_from: Ints  # meeting → where its precedences begin among `others`, and one more
    others: Ints  # rows (other meeting, 1 where the other comes later, 0 where it comes earlier)
    held_from: Ints  # participant → where their meetings begin among `held`, and one more
    held: Ints  # meetings
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
    options: dict[str, Any] = {
        "nogil": True,
        "no_cpython_wrapper": True,
        "no_cfunc_wrapper": True,
        "forceinline": True,
    }
    return cast("Function", numba.njit(**options)(function))


@compiled
def anneal(case: Case, slot: Ints, plan: Schedule, best: Ints, stop: Ints) -> int:
    """Search from `slot` (changed); write the timetable with the fewest breaks that keeps all rules to `best`.

    Ends early once `stop[0]` is set. Returns the number of breaks, or -1 where none was found.
    """
    np.random.seed(plan.seed)
    holds = _who_meets_when(case, slot)
    load = np.bincount(slot, minlength=case.slots + case.spare)
    people = len(holds)
    state = np.zeros(
        (people + 2, STATES), np.int64
    )  # the last two rows: as the ends of a chain would be after it
    for participant in range(people):
        _look_at(case, plan.low, holds, participant, state)
    broken = _broken_rules(case, slot, load) + state[:people, UNFAIR].sum()
    total = state[:people, BREAKS].sum()
    chain, ends = np.empty(len(slot), np.int64), np.empty(2, np.int64)
    chained = np.zeros(len(slot), np.bool_)
    fewest, temperature = -1, plan.hot
    for move in range(plan.moves):
        if move % COLDER_EVERY == 0:
            temperature = plan.hot * (plan.cold / plan.hot) ** (move / plan.moves)
        if stop[0] or fewest == 0:
            break
        meeting = np.random.randint(len(slot))
        here, there = slot[meeting], _somewhere(case, slot, meeting)
        if here == there:
            continue
        length, loose = _follow(case, holds, meeting, here, there, chain, chained, ends)
        more_broken = _change_of_rules(case, slot, load, chain, length, chained, here, there)
        _let_go(chain, length, chained)
        if plan.rule * more_broken > HOPELESS * temperature:
            continue
        change = _change_at_ends(case, plan.low, holds, state, ends, loose, here, there)
        more_broken += change[UNFAIR]
        loss = change[BREAKS] + plan.hole * change[HOLES] + plan.rule * more_broken
        if loss > 0 and np.random.random() >= np.exp(-loss / temperature):
            continue
        _exchange(case, slot, holds, load, chain, length, here, there)
        for end in range(loose):
            _copy(state, people + end, ends[end])
        broken, total = broken + more_broken, total + change[BREAKS]
        if broken == 0 and (fewest < 0 or total < fewest):
            fewest = total
            best[:] = slot
    return fewest


@inner
def _somewhere(case: Case, slot: Ints, meeting: int) -> int:
    """A slot to try: any, or one beside another meeting of one of the two, where a run would grow."""
    if np.random.random() < ANYWHERE:
        return np.random.randint(case.slots)
    participant = case.first[meeting] if np.random.random() < HALF else case.second[meeting]
    begin = case.held_from[participant]
    other = case.held[begin + np.random.randint(case.held_from[participant + 1] - begin)]
    beside = slot[other] + (1 if np.random.random() < HALF else -1)
    return beside if 0 <= beside < case.slots else slot[meeting]


@inner
def _copy(state: Ints, source: int, target: int) -> None:
    for column in range(STATES):
        state[target, column] = state[source, column]


@inner
def _who_meets_when(case: Case, slot: Ints) -> Ints:
    """Participant × slot → their meeting there, or -1."""
    holds = np.full((len(case.counts), case.slots + case.spare), -1, np.int64)
    for meeting in range(len(slot)):
        holds[case.first[meeting], slot[meeting]] = meeting
        holds[case.second[meeting], slot[meeting]] = meeting
    return holds


@inner
def _look_at(case: Case, low: int, holds: Ints, who: int, state: Ints) -> None:
    """Write down what is known of a participant, going through their slots."""
    state[who, FIRST], state[who, LAST] = case.slots, -1
    for slot in range(case.slots):
        if holds[who, slot] >= 0:
            state[who, RUNS] += slot == 0 or holds[who, slot - 1] < 0
            state[who, FIRST] = min(state[who, FIRST], slot)
            state[who, LAST] = slot
            state[who, BUSY] += 1
    _judge(case, low, who, state, who)


@inner
def _judge(case: Case, low: int, who: int, state: Ints, row: int) -> None:
    """Write down a participant's breaks, the slots in them, and by how many breaks they are outside fairness."""
    breaks = max(0, state[row, RUNS] - 1)
    state[row, BREAKS] = breaks
    state[row, HOLES] = max(0, state[row, LAST] - state[row, FIRST] + 1 - state[row, BUSY])
    state[row, UNFAIR] = case.counts[who] * max(0, low - breaks, breaks - low - case.fairness)


@inner
def _moved(case: Case, holds: Ints, who: int, old: int, new: int, state: Ints, row: int) -> None:
    """Write to a row what is known of a participant once a meeting of theirs has gone to another, free slot."""
    _copy(state, who, row)
    if old < case.slots:
        state[row, BUSY] -= 1
        state[row, RUNS] -= (
            1 - int(_is_busy(case, holds, who, old - 1)) - int(_is_busy(case, holds, who, old + 1))
        )
        while state[row, FIRST] == old or (
            state[row, FIRST] < case.slots and holds[who, state[row, FIRST]] < 0
        ):
            state[row, FIRST] += 1
        while state[row, LAST] == old or (state[row, LAST] >= 0 and holds[who, state[row, LAST]] < 0):
            state[row, LAST] -= 1
    if new < case.slots:
        state[row, BUSY] += 1
        state[row, RUNS] += 1 - int(new - 1 != old and _is_busy(case, holds, who, new - 1))
        state[row, RUNS] -= int(new + 1 != old and _is_busy(case, holds, who, new + 1))
        state[row, FIRST] = min(state[row, FIRST], new)
        state[row, LAST] = max(state[row, LAST], new)


@inner
def _is_busy(case: Case, holds: Ints, who: int, slot: int) -> bool:
    return 0 <= slot < case.slots and holds[who, slot] >= 0


@inner
def _change_at_ends(
    case: Case, low: int, holds: Ints, state: Ints, ends: Ints, loose: int, here: int, there: int
) -> tuple[int, int, int]:
    """The change of breaks, holes and unfairness, were two slots exchanged at a chain's ends.

    How the ends would be after it is written to the last two rows of `state`.
    """
    breaks, holes, unfair = 0, 0, 0
    for end in range(loose):
        who, row = ends[end], len(holds) + end
        old = here if holds[who, here] >= 0 else there
        _moved(case, holds, who, old, here + there - old, state, row)
        _judge(case, low, who, state, row)
        breaks += state[row, BREAKS] - state[who, BREAKS]
        holes += state[row, HOLES] - state[who, HOLES]
        unfair += state[row, UNFAIR] - state[who, UNFAIR]
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
def _let_go(chain: Ints, length: int, chained: Any) -> None:
    for link in range(length):
        chained[chain[link]] = False


@inner
def _change_of_rules(
    case: Case, slot: Ints, load: Ints, chain: Ints, length: int, chained: Any, here: int, there: int
) -> int:
    """How many more rules are broken once the meetings of a chain have changed between the two slots."""
    more, flow = 0, 0
    for link in range(length):
        meeting = chain[link]
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
def _exchange(
    case: Case, slot: Ints, holds: Ints, load: Ints, chain: Ints, length: int, here: int, there: int
) -> None:
    for link in range(length):
        meeting = chain[link]
        load[slot[meeting]] -= 1
        holds[case.first[meeting], slot[meeting]] = -1
        holds[case.second[meeting], slot[meeting]] = -1
    for link in range(length):
        meeting = chain[link]
        slot[meeting] = here + there - slot[meeting]
        load[slot[meeting]] += 1
        holds[case.first[meeting], slot[meeting]] = meeting
        holds[case.second[meeting], slot[meeting]] = meeting
