"""The kinds of run that exhibitors have (importing this makes them known), and what happens by itself."""

from celery import shared_task

from exhibitors.acts import booths
from exhibitors.allocate_booths import KIND as ALLOCATION
from exhibitors.directory import vocabulary
from expo.fair.models import Edition
from expo.people.models import User
from expo.runs import acts
from expo.runs.models import Run


@shared_task
def lapse_offers() -> int:
    """Let unanswered offers lapse."""
    return booths.lapse_due(actor=None)


@shared_task
def refresh_vocabulary() -> None:
    """Count the words that the directory mends typing errors with."""
    vocabulary.refresh_vocabulary()


def start_allocation(edition: Edition, *, actor: User) -> Run:
    """Start proposing booths for an edition; raises Refused while that is at work."""
    return acts.start(
        ALLOCATION, about=f"fair.edition:{edition.pk}", params={"edition": edition.pk}, actor=actor
    )
