"""What happens to kept answers by itself."""

from celery import shared_task

from expo.access import once


@shared_task
def forget_answers() -> int:
    """Forget the answers that nobody will ask for again."""
    return once.forget_old()
