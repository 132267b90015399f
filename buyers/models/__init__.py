"""Who buys what, and whom they meet."""

from buyers.models.groups import BuyerGroup, Coordinator, Delegate
from buyers.models.meetings import Meeting, MeetingRequest
from buyers.models.needs import Match, SourcingNeed

__all__ = [
    "BuyerGroup",
    "Coordinator",
    "Delegate",
    "Match",
    "Meeting",
    "MeetingRequest",
    "SourcingNeed",
]
