"""The kinds of run that exhibitors have (importing this makes them known), and what happens by itself."""

from celery import shared_task

from exhibitors import freed_booths
from exhibitors.acts import booths
from exhibitors.allocate_booths import KIND as ALLOCATION
from exhibitors.directory import vocabulary
from expo.fair.runs import start

__all__ = ["ALLOCATION", "lapse_offers", "propose_freed_booths", "refresh_vocabulary", "start"]


@shared_task
def lapse_offers() -> int:
    """Let unanswered offers lapse."""
    return booths.lapse_due(actor=None)


@shared_task
def propose_freed_booths() -> int:
    """Propose booths that were freed to who waits for one."""
    return freed_booths.propose_freed_booths()


@shared_task
def refresh_vocabulary() -> None:
    """Count the words that the directory mends typing errors with."""
    vocabulary.refresh_vocabulary()
