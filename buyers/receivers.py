"""What buyers do when something happens below them."""

from typing import Any

from django.dispatch import receiver

from buyers.acts.requests import withdraw_in_transaction
from buyers.models import MeetingRequest
from buyers.states import ACTIVE_REQUESTS
from exhibitors.models import Exhibitor
from exhibitors.signals import exhibitor_withdrawn


@receiver(exhibitor_withdrawn)
def take_back_requests(sender: Any, exhibitor: Exhibitor, **rest: Any) -> None:
    """Withdraw the open requests of an exhibitor that leaves, and with them its meetings."""
    rows = MeetingRequest.objects.filter(exhibitor=exhibitor, state__in=ACTIVE_REQUESTS).select_for_update(
        of=("self",)
    )
    known = rows.select_related("delegate__group", "delegate__person", "exhibitor__company", "need")
    for row in known.order_by("pk"):
        withdraw_in_transaction(row, tell_all=True)
