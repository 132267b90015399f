"""The run that mends a timetable: meetings that can no longer be held go elsewhere, and who waits fills the holes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from buyers import scheduling
from buyers.schedule_meetings import FIGURES, proposed, result_of
from buyers.states import Change
from buyers.timetable import Timetable
from expo.fair.models import Edition
from expo.fair.runs import going_on
from expo.runs.kinds import Progress, work
from expo.runs.models import Run

KIND = "repair"
SECONDS = 60.0
MOST_MOVES = 2  # meetings that may move for one that waits: nobody is moved about lightly


@work(
    KIND,
    title=_("Repair the timetable"),
    words={
        Change.MOVED: _("Meetings that move"),
        Change.REMOVED: _("Meetings that find no other place"),
        Change.ADDED: _("New meetings"),
        "unplaced": _("Requests without a time"),
        **FIGURES,
    },
    result=result_of,
)
def repair(run: Run, progress: Progress) -> dict[str, Any]:
    """Propose where meetings go that can't be held as they are, with the fewest others moved; nothing counts yet."""
    edition = Edition.objects.get(pk=run.params["edition"])
    timetable = Timetable(edition, may_move=True)
    answer = scheduling.repair(
        timetable.problem,
        timetable.before,
        scheduling.Limits(seconds=SECONDS),
        moves_for_waiting=int(run.params.get("moves_for_waiting", 0)),
        progress=going_on(progress),
    )
    return proposed(run, edition, timetable, answer)
