"""The platform's whole way: requests in the database, a run, its proposal accepted, everybody told.

`python -m tests.benchmarks.scheduling.platform [--size small|fair|ten-fairs]`
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.limits import Broken
from tests.benchmarks.stage import fair

MOST_SECONDS = 180


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="small", choices=["small", "fair", "ten-fairs"])
    size = parser.parse_args().size
    broken = Broken()
    with fair(size):
        from buyers import tasks
        from buyers.acts import proposals
        from buyers.models import Meeting, Proposal
        from expo.fair.models import Edition
        from expo.notifications.models import Notification
        from expo.people.models import User
        from expo.runs.tasks import work_on

        edition, organiser = Edition.objects.current(), User.objects.filter(is_superuser=True).first()
        told, held = Notification.objects.count(), Meeting.objects.count()

        def run() -> Any:
            run = tasks.start(tasks.SCHEDULING, edition, actor=organiser)
            work_on(run.pk)
            run.refresh_from_db()
            return run

        ran, done = _timed(run)
        accepted, counts = _timed(lambda: proposals.accept(Proposal.objects.get(run=done), actor=organiser))
        print(f"{size}: run {ran:.1f} s ({done.outcome}), accepted {accepted:.1f} s {counts}")
        print(
            f"{Meeting.objects.count() - held:,} meetings more, {Notification.objects.count() - told:,} told"
        )
        broken.check("run and acceptance", ran + accepted, MOST_SECONDS, "s")
    broken.exit()


def _timed(step: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    outcome = step()
    return time.perf_counter() - begun, outcome


if __name__ == "__main__":
    main()
