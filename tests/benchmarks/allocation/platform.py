"""The platform's whole way: a fair whose booths nobody has, a run, its proposal offered, everybody told.

`python -m tests.benchmarks.allocation.platform [--size small|fair|ten-fairs]`
"""

import argparse
import time
from collections.abc import Callable
from datetime import timedelta
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
        from django.utils import timezone

        from exhibitors import tasks
        from exhibitors.acts import allocations
        from exhibitors.models import Allocation, BoothClaim, Exhibitor
        from expo.fair.models import Edition
        from expo.notifications.models import Notification
        from expo.people.models import User
        from expo.runs.tasks import work_on

        edition, organiser = Edition.objects.current(), User.objects.filter(is_superuser=True).first()
        BoothClaim.objects.all().delete()
        Exhibitor.objects.filter(edition=edition).update(state="approved")
        told = Notification.objects.count()

        def run() -> Any:
            run = tasks.start_allocation(edition, actor=organiser)
            work_on(run.pk)
            run.refresh_from_db()
            return run

        def accept(done: Any) -> Any:
            allocation = Allocation.objects.get(run=done)
            return allocations.accept(
                allocation, answer_by=timezone.now() + timedelta(days=14), actor=organiser
            )

        ran, done = _timed(run)
        accepted, counts = _timed(lambda: accept(done))
        print(f"{size}: run {ran:.1f} s ({done.outcome}), offered {accepted:.1f} s {counts}")
        print(f"{BoothClaim.objects.count():,} booths offered, {Notification.objects.count() - told:,} told")
        broken.check("run and offers", ran + accepted, MOST_SECONDS, "s")
    broken.exit()


def _timed(step: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    outcome = step()
    return time.perf_counter() - begun, outcome


if __name__ == "__main__":
    main()
