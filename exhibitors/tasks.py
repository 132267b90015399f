"""What happens to exhibitors by itself."""

from celery import shared_task

from exhibitors.acts import booths


@shared_task
def lapse_offers() -> int:
    """Let unanswered offers lapse."""
    return booths.lapse_due(actor=None)
