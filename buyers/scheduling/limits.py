"""When to stop: a time or a work limit, and a caller who may cancel."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[float], bool]
"""Told the fraction done (0 to 1, never falling); returns False to cancel."""

SECONDS_BETWEEN_REPORTS = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to search: `seconds` of wall time, or `work` instead.

    `work` is CP-SAT's deterministic time (about a second of one core each). Where it is given, `seconds` is
    not looked at and one core searches, so that the answer depends on problem, limits and seed alone. Raises
    ValueError for a negative limit.
    """

    seconds: float = 10.0
    work: float | None = None

    def __post_init__(self) -> None:
        if self.seconds < 0 or (self.work is not None and self.work < 0):
            raise ValueError("a limit cannot be negative")


class Watch:
    """Looks at the clock and asks the caller, in the caller's own thread, whether to go on."""

    def __init__(self, limits: Limits, progress: Progress | None) -> None:
        self.limits = limits
        self.cancelled = False
        self._kept_back = 0.0
        self._progress = progress
        self._start = time.monotonic()
        self._next_report = self._start

    @property
    def seconds(self) -> float:
        """Wall time since the start."""
        return time.monotonic() - self._start

    @property
    def seconds_left(self) -> float:
        """Wall time until the limit; infinite under a work limit."""
        if self.limits.work is not None:
            return float("inf")
        return max(0.0, self.limits.seconds * (1 - self._kept_back) - self.seconds)

    def keep_back(self, part: float) -> None:
        """Have the time end earlier by a part of it (0 to 1), for what comes later."""
        self._kept_back = part

    def goes_on(self) -> bool:
        """Report progress from time to time; false once the time is over or the caller has cancelled."""
        now = time.monotonic()
        if self._progress is not None and not self.cancelled and now >= self._next_report:
            self.cancelled = not self._progress(self._fraction())
            self._next_report = now + SECONDS_BETWEEN_REPORTS
        return not self.cancelled and self.seconds_left > 0

    def finish(self) -> None:
        """Report that all is done, unless cancelled; it is too late to cancel now."""
        if self._progress is not None and not self.cancelled:
            self._progress(1.0)

    def _fraction(self) -> float:
        limit = self.limits.seconds if self.limits.work is None else self.limits.work
        return min(0.99, self.seconds / limit) if limit > 0 else 0.99
