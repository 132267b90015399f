"""`manage.py screenshots`: take the pictures that README and docs show."""

from argparse import ArgumentParser
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from expo.desk.pictures import NoBrowserError, take
from expo.desk.throwaway import sample_fair


class Command(BaseCommand):
    help = (
        "Take pictures of front page, directory, hall plan and an economy's page, as README and docs show them. "
        "They are the same each time for one opening date and day."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", help="of a sample fair that is open (else one is opened for this)")
        parser.add_argument("--opening", type=date.fromisoformat, help="of the fair that is opened for this")
        parser.add_argument("--into", type=Path, default=settings.BASE_DIR / "docs", help="the folder (docs)")

    def handle(self, *args: Any, **options: Any) -> None:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="expo-pictures-")))
            address = stack.enter_context(_fair(options["address"], folder, options["opening"]))
            try:
                for path, size in take(address, options["into"]):
                    self.stdout.write(f"{path}: {size // 1000} kB")
            except NoBrowserError as error:
                raise CommandError(str(error)) from error


def _fair(address: str | None, folder: Path, opening: date | None) -> AbstractContextManager[str]:
    return nullcontext(address) if address else sample_fair(folder, opening=opening)
