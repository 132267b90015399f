"""The platform's whole way: a fair whose booths nobody has, a run, its proposal offered, everybody told; one refuses.

`python -m tests.benchmarks.allocation.platform [--size small|fair|ten-fairs]`
"""

import argparse
from datetime import timedelta
from typing import Any

from tests.benchmarks.limits import Broken
from tests.benchmarks.stage import fair
from tests.benchmarks.whole_way import MOST_SECONDS, edition_and_organiser, timed, worked_out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="small", choices=["small", "fair", "ten-fairs"])
    size = parser.parse_args().size
    broken = Broken()
    with fair(size):
        from django.utils import timezone

        from exhibitors import tasks
        from exhibitors.acts import allocations, booths
        from exhibitors.models import Allocation, BoothClaim, Exhibitor
        from expo.notifications.models import Notification

        edition, organiser = edition_and_organiser()
        BoothClaim.objects.all().delete()
        Exhibitor.objects.filter(edition=edition).update(state="approved")
        told = Notification.objects.count()

        def accept(done: Any) -> Any:
            allocation = Allocation.objects.get(run=done)
            return allocations.accept(
                allocation, answer_by=timezone.now() + timedelta(days=14), actor=organiser
            )

        ran, done = timed(lambda: worked_out(tasks.ALLOCATION, edition, organiser))
        accepted, counts = timed(lambda: accept(done))
        print(f"{size}: run {ran:.1f} s ({done.outcome}), offered {accepted:.1f} s {counts}")
        print(f"{BoothClaim.objects.count():,} booths offered, {Notification.objects.count() - told:,} told")
        refused = BoothClaim.objects.filter(state="offered").first()
        assert refused is not None
        booths.decline(refused, actor=organiser)
        again, done = timed(lambda: worked_out(tasks.ALLOCATION, edition, organiser, freed_only=True))
        print(
            f"one refuses: who waits is looked at again in {again:.1f} s, stands for {done.outcome['placed']}"
        )
        broken.check("run and offers", ran + accepted, MOST_SECONDS, "s")
    broken.exit()


if __name__ == "__main__":
    main()
