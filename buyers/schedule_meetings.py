"""The run that gives accepted requests a time and a place; what is fixed stays where it is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from buyers import scheduling
from buyers.acts.proposals import propose
from buyers.models import Proposal
from buyers.timetable import Timetable
from expo.fair.models import Edition
from expo.fair.runs import going_on
from expo.runs.kinds import Cancelled, Progress, work
from expo.runs.models import Run

KIND = "scheduling"
SECONDS = 20.0
FIGURES = {
    "value_before": _("Value of the meetings that are fixed (by priority)"),
    "value": _("Value with the proposal"),
    "bound": _("No timetable can reach more than"),
    "bound_method": _("How that is known"),
}


def result_of(run: Run) -> str:
    """Return the address of what a run proposes."""
    return Proposal(pk=run.outcome["proposal"]).get_absolute_url()


@work(
    KIND,
    title=_("Schedule meetings"),
    words={"placed": _("Meetings proposed"), "unplaced": _("Requests without a time"), **FIGURES},
    result=result_of,
)
def schedule_all(run: Run, progress: Progress) -> dict[str, Any]:
    """Propose a time and a place for every accepted request, or say why not; fixed meetings stay where they are."""
    edition = Edition.objects.get(pk=run.params["edition"])
    limits = scheduling.Limits(seconds=float(run.params.get("seconds", SECONDS)))
    timetable = Timetable(edition)
    answer = scheduling.solve(timetable.problem, limits, seed=run.pk, progress=going_on(progress))
    if answer.status == scheduling.Status.CANCELLED:
        raise Cancelled
    changes, unplaced = timetable.changes(answer), timetable.unplaced(answer)
    figures = timetable.figures(answer)
    proposal = propose(edition, run, changes, unplaced, figures, actor=run.started_by)
    counts = {"placed": len(changes), "unplaced": len(unplaced)}
    return {**counts, **figures, "status": str(answer.status), "proposal": proposal.pk}
