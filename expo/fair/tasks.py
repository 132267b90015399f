"""What happens to the fair's rows by itself."""

from celery import shared_task

from expo.fair import changes


@shared_task
def add_up_changes() -> None:
    """Keep the rows few that the public pages add up."""
    changes.add_up()
