"""Runs about an edition, and how a core's progress becomes a run's."""

from collections.abc import Callable
from typing import Any

from expo.fair.editions import name_of
from expo.fair.models import Edition
from expo.runs import acts
from expo.runs.kinds import Cancelled, Progress
from expo.runs.models import Run


def start(kind: str, edition: Edition, *, actor: Any, **more: Any) -> Run:
    """Start a run for an edition; raises Refused while one of its kind is at work."""
    params = {"edition": edition.pk, **more}
    return acts.start(kind, about=name_of(edition.pk), params=params, actor=actor)


def going_on(progress: Progress) -> Callable[[float], bool]:
    """What a core calls with the part that is done, and is told whether to go on."""

    def told(fraction: float) -> bool:
        try:
            progress(round(fraction * 100), 100)
        except Cancelled:
            return False
        return True

    return told
