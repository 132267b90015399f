"""`manage.py seed`: fill an empty database with the sample fair."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from buyers.models import BuyerGroup, Delegate
from exhibitors.models import Exhibitor
from expo.desk.sample import SIZES, fill
from expo.fair.models import Booth, Edition

DAYS_AHEAD = 60


class Command(BaseCommand):
    help = "Fill an empty database with the sample fair; the same arguments make the same rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="small")
        parser.add_argument("--seed", type=int, default=21, help="what chance starts from")
        parser.add_argument(
            "--opening",
            type=_date,
            help=f"such as 2024-09-24; else {DAYS_AHEAD} days after today",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if edition := Edition.objects.first():
            raise CommandError(
                f"There is an edition already ({edition.slug}): seed fills an empty database only."
            )
        opening = options["opening"] or timezone.localdate() + timedelta(days=DAYS_AHEAD)
        edition = fill(size=options["size"], seed=options["seed"], opening=opening)
        if options["verbosity"]:
            self._report(edition)

    def _report(self, edition: Edition) -> None:
        self.stdout.write(
            f"{edition.name}, opening {edition.opens_on}: {Exhibitor.objects.count()} exhibitors, "
            f"{Booth.objects.count()} booths, {BuyerGroup.objects.count()} buyer groups, "
            f"{Delegate.objects.count()} delegates"
        )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("a date is year, month and day, such as 2024-09-24") from error
