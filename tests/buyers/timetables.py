"""Scheduling as an organiser does it: a run proposes, and what it proposes is accepted."""

from buyers import tasks
from buyers.acts import proposals
from buyers.models import Proposal
from expo.runs.models import Run
from expo.runs.tasks import work_on


def proposed(edition, actor):
    """Let the scheduler propose; returns the run."""
    run = tasks.start(tasks.SCHEDULING, edition, actor=actor)
    work_on(run.pk)
    run.refresh_from_db()
    assert run.state == Run.State.DONE, run.error
    return run


def scheduled(edition, actor):
    """Let the scheduler propose, and accept all of it; returns the run."""
    run = proposed(edition, actor)
    proposals.accept(Proposal.objects.get(run=run), actor=actor)
    return run
