"""What happens to exhibitors by itself."""

from celery import shared_task

from exhibitors.acts import booths
from exhibitors.directory import vocabulary


@shared_task
def lapse_offers() -> int:
    """Let unanswered offers lapse."""
    return booths.lapse_due(actor=None)


@shared_task
def refresh_vocabulary() -> None:
    """Count the words that the directory mends typing errors with."""
    vocabulary.refresh_vocabulary()
