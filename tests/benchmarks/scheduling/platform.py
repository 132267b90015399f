"""The platform's whole way: requests in the database, a run, its proposal accepted, everybody told.

`python -m tests.benchmarks.scheduling.platform [--size small|fair|ten-fairs]`
"""

import argparse

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
        from buyers import tasks
        from buyers.acts import proposals
        from buyers.models import Meeting, Proposal
        from expo.notifications.models import Notification

        edition, organiser = edition_and_organiser()
        told, held = Notification.objects.count(), Meeting.objects.count()

        ran, done = timed(lambda: worked_out(tasks.SCHEDULING, edition, organiser))
        accepted, counts = timed(lambda: proposals.accept(Proposal.objects.get(run=done), actor=organiser))
        print(f"{size}: run {ran:.1f} s ({done.outcome}), accepted {accepted:.1f} s {counts}")
        print(
            f"{Meeting.objects.count() - held:,} meetings more, {Notification.objects.count() - told:,} told"
        )
        broken.check("run and acceptance", ran + accepted, MOST_SECONDS, "s")
    broken.exit()


if __name__ == "__main__":
    main()
