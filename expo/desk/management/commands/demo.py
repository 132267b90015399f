"""`manage.py demo`: see the platform at work on this machine, with sample data."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from expo.desk.sample.sizes import SIZES


class Command(BaseCommand):
    help = (
        "Open the sample fair on this machine; with --check walk through it once and tell whether all works."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="the port (else the first free one from 8000 on)")
        parser.add_argument(
            "--size", choices=SIZES, default="small", help="of the fair, where there is none yet"
        )
        parser.add_argument("--check", action="store_true", help="walk through fresh data and exit")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            from expo.desk.check import check

            sys.exit(check(self._say))

        from expo.desk.serve import serve

        sys.exit(serve(port=options["port"], size=options["size"], say=self._say))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
