"""The platform's whole way: requests in the database, a run, its proposal accepted, everybody told; a hall closed.

`python -m tests.benchmarks.scheduling.platform [--size small|fair|ten-fairs]`
"""

import argparse
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
        _close_a_hall(size, edition, organiser)
    broken.exit()


def _close_a_hall(size: str, edition: Any, organiser: Any) -> None:
    """Close the hall with most meetings for a morning, and mend the timetable."""
    from django.db.models import Count

    from buyers import tasks
    from buyers.acts import proposals
    from buyers.models import Meeting, Proposal
    from buyers.unheld import unheld
    from expo.fair.models import Closure, Hall, Slot

    hall = Hall.objects.annotate(held=Count("booths__meeting_points__meetings")).order_by("-held")[0]
    day = Slot.objects.filter(day__edition=edition, day__kind="trade").order_by("starts_at")
    first = day[0]
    last = [slot for slot in day if slot.day_id == first.day_id][len(day) // 8]
    Closure.objects.create(hall=hall, starts_at=first.starts_at, ends_at=last.ends_at)

    hit = unheld(Meeting.objects.filter(request__exhibitor__edition=edition)).count()
    ran, done = timed(lambda: worked_out(tasks.REPAIR, edition, organiser))
    accepted, counts = timed(lambda: proposals.accept(Proposal.objects.get(run=done), actor=organiser))
    print(f"{size}: {hall} closed, {hit} meetings hit; repair {ran:.1f} s ({done.outcome}), ", end="")
    print(f"accepted {accepted:.1f} s {counts}")


if __name__ == "__main__":
    main()
