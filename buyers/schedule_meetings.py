"""The run that gives accepted requests a time and a place; what is fixed stays where it is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from buyers import scheduling
from buyers.acts.proposals import propose
from buyers.models import Proposal
from buyers.states import Change
from buyers.timetable import Timetable
from expo.fair.models import Edition
from expo.fair.runs import going_on
from expo.runs.kinds import Cancelled, Progress, work
from expo.runs.models import Run

KIND = "scheduling"
SECONDS = 40.0
FIGURES = {
    "value_before": _("Value of the meetings that are fixed (by priority)"),
    "value": _("Value with the proposal"),
    "bound": _("No timetable can reach more than"),
    "bound_method": _("How that is known"),
    "idle": _("Slots in which delegates wait between meetings"),
    "walks": _("Times that a delegate's next meeting is in another hall"),
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
    told = proposed(run, edition, timetable, answer)
    return {"placed": told.pop(Change.ADDED), "status": str(answer.status), **told}


def proposed(run: Run, edition: Edition, timetable: Timetable, answer: scheduling.Answer) -> dict[str, Any]:
    """Keep an answer as the run's proposal; what there is to tell of it. Raises Cancelled where that was called off."""
    if answer.status == scheduling.Status.CANCELLED:
        raise Cancelled
    changes, unplaced = timetable.changes(answer), timetable.unplaced(answer)
    figures = timetable.figures(answer)
    proposal = propose(edition, run, changes, unplaced, figures, actor=run.started_by)
    counts: dict[str, Any] = {kind: sum(each.change == kind for each in changes) for kind in Change}
    return {**counts, "unplaced": len(unplaced), **figures, "proposal": proposal.pk}
