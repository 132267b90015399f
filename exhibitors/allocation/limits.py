"""When to stop: a time or a work limit, and a caller who may cancel."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[float], bool]
"""Told the fraction done (0 to 1, never falling); returns False to cancel."""

LOADED_AT = time.monotonic()  # before the libraries that take seconds: where a command's time starts

SECONDS_BETWEEN_REPORTS = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to search: `seconds` of wall time, or `work` instead, in millions of moves tried.

    Where `work` is given, `seconds` is not looked at, so that the answer depends on problem, limits and seed
    alone. Raises ValueError for a negative limit.
    """

    seconds: float = 50.0
    work: float | None = None

    def __post_init__(self) -> None:
        if self.seconds < 0 or (self.work is not None and self.work < 0):
            raise ValueError("a limit cannot be negative")


class Watch:
    """Looks at the clock, and asks the caller, in the caller's own thread, whether to go on."""

    def __init__(self, limits: Limits, progress: Progress | None) -> None:
        self.limits = limits
        self.cancelled = False
        self._progress = progress
        self._start = time.monotonic()
        self._next_report = self._start

    @property
    def seconds(self) -> float:
        """Wall time since the start."""
        return time.monotonic() - self._start

    def done(self, work: float) -> float:
        """The fraction done, of the work where that is limited, of the time where not; 1 at the limit."""
        spent, limit = work, self.limits.work
        if limit is None:
            spent, limit = self.seconds, self.limits.seconds
        return min(1.0, spent / limit) if limit > 0 else 1.0

    def goes_on(self, done: float) -> bool:
        """Report progress from time to time; false once all is done or the caller has cancelled."""
        now = time.monotonic()
        if self._progress is not None and not self.cancelled and now >= self._next_report:
            self.cancelled = not self._progress(min(0.99, done))
            self._next_report = now + SECONDS_BETWEEN_REPORTS
        return not self.cancelled and done < 1

    def finish(self) -> None:
        """Report that all is done, unless cancelled; it is too late to cancel now."""
        if self._progress is not None and not self.cancelled:
            self._progress(1.0)
