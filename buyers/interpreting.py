"""Who interprets for whom, as the scheduler sees it: teams of interpreters, and how many meetings each can serve.

A meeting of two who share no language needs one of a *team*: those who speak with both. Teams overlap, as one
interpreter knows several languages. By Hall's theorem (1935) everybody finds an interpreter if no set of teams asks
for more than there are in them together; so each union of overlapping teams becomes a pool of the scheduler's.
"""

from collections.abc import Collection, Iterable, Mapping

from buyers.scheduling import Pool

Team = frozenset[int]  # interpreters any one of whom will do; empty: nobody will
OnDuty = Mapping[int, Collection[int]]  # interpreter → slots in which they are there and free
MOST_POOLS = 256  # beyond, some unions stay unguarded, and who then finds nobody is told so afterwards


def share_a_language(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two people can talk; of whom nothing is known it is assumed."""
    return not one or not other or not set(one).isdisjoint(other)


def pools_of(
    teams: Iterable[Team], on_duty: OnDuty, slots: int
) -> tuple[tuple[Pool, ...], dict[Team, frozenset[int]]]:
    """The pools that guard the teams, and by team the pools of which its meetings take a place."""
    wanted = set(teams)
    unions = _unions(wanted)
    pools = tuple(
        Pool(number, tuple(sum(slot in on_duty[each] for each in union) for slot in range(slots)))
        for number, union in enumerate(unions)
    )
    takes = {
        team: frozenset(
            number for number, union in enumerate(unions) if team == union or (team and team <= union)
        )
        for team in wanted
    }
    return pools, takes


def _unions(teams: set[Team]) -> list[Team]:
    found = dict.fromkeys(sorted(teams, key=sorted))
    waiting = list(found)
    while waiting and len(found) < MOST_POOLS:
        union = waiting.pop()
        more = [union | team for team in teams if union & team and not team <= union]
        new = [each for each in dict.fromkeys(more) if each not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return list(found)


def dealt_out(
    meetings: Mapping[int, tuple[int, Team]], on_duty: OnDuty, had: Mapping[int, int]
) -> dict[int, int]:
    """An interpreter for each meeting (given with its slot and team): as many as can be, the one it had where possible.

    Kuhn's augmenting paths, slot by slot, from those who keep theirs.
    """
    holder: dict[tuple[int, int], int] = {}
    waiting = []
    for meeting, (slot, team) in meetings.items():
        one = had.get(meeting)
        if one in team and slot in on_duty[one] and (slot, one) not in holder:
            holder[slot, one] = meeting
        else:
            waiting.append(meeting)
    for meeting in waiting:
        _find(meeting, meetings, on_duty, holder, set())
    return {meeting: one for (_slot, one), meeting in holder.items()}


def _find(
    meeting: int,
    meetings: Mapping[int, tuple[int, Team]],
    on_duty: OnDuty,
    holder: dict[tuple[int, int], int],
    asked: set[int],
) -> bool:
    """Give a meeting a free interpreter of its team, or one whose own meeting finds another."""
    slot, team = meetings[meeting]
    there = [one for one in sorted(team - asked) if slot in on_duty[one]]
    asked.update(there)
    for one in sorted(there, key=lambda each: (slot, each) in holder):
        other = holder.get((slot, one))
        if other is None or _find(other, meetings, on_duty, holder, asked):
            holder[slot, one] = meeting
            return True
    return False
