"""Who sees runs."""

from typing import Any

from django.db.models import QuerySet

from expo.runs.models import Run


def runs_visible_to(user: Any) -> QuerySet[Run]:
    """Those that the user started; those who use the admin see all."""
    if user.is_staff:
        return Run.objects.all()
    return Run.objects.filter(started_by=user)
