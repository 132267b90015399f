"""The kinds of run that buyers have; importing this makes them known."""

from buyers.match_needs import KIND as MATCHING
from buyers.schedule_meetings import KIND as SCHEDULING
from expo.fair.models import Edition
from expo.people.models import User
from expo.runs import acts
from expo.runs.models import Run

__all__ = ["MATCHING", "SCHEDULING", "start"]


def start(kind: str, edition: Edition, *, actor: User | None) -> Run:
    """Start matching or scheduling for an edition; raises Refused while one is at work."""
    return acts.start(kind, about=f"fair.edition:{edition.pk}", params={"edition": edition.pk}, actor=actor)
