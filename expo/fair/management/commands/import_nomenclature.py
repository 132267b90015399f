"""Import the Harmonized System's words in one language."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from expo.fair.models import Nomenclature, NomenclatureLevel

CODE_COLUMNS = ("code", "hscode")


class Command(BaseCommand):
    help = "Import a CSV with the columns code (or hscode) and description."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--language", default="en", help="the descriptions' language, such as en or zh-hans"
        )
        parser.add_argument(
            "--complete",
            type=int,
            nargs="*",
            choices=[4, 6],
            default=[],
            help="levels of which it has every code",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = list(_read(options["file"], options["language"]))
        except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        for digits in options["complete"]:
            if not any(len(row.code) == digits for row in rows):
                raise CommandError(f"{options['file']}: it has no code of {digits} digits")
        with transaction.atomic():
            Nomenclature.objects.bulk_create(
                rows,
                batch_size=2000,
                update_conflicts=True,
                unique_fields=["code", "language"],
                update_fields=["description"],
            )
            for digits in options["complete"]:
                NomenclatureLevel.objects.update_or_create(
                    digits=digits, defaults={"source": options["file"].name}
                )
        self.stdout.write(f"{len(rows)} codes in {options['language']}")


def _read(path: Path, language: str) -> list[Nomenclature]:
    """Return a row for each code of 2, 4 or 6 digits; the last one counts where a code stands twice."""
    if len(language) > 10:
        raise ValueError(f"{language} is no code of a language, such as en or zh-hans")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        column = next((name for name in CODE_COLUMNS if name in (reader.fieldnames or [])), None)
        if column is None or "description" not in (reader.fieldnames or []):
            raise ValueError("line 1: the columns must be code (or hscode) and description")
        found = {}
        for row in reader:
            code = (row[column] or "").strip().replace(".", "")
            if len(code) not in {2, 4, 6} or not (code.isascii() and code.isdigit()):
                continue
            words = (row["description"] or "").strip()
            if not words or "\0" in words:
                raise ValueError(f"line {reader.line_num}: {code} has no readable description")
            found[code] = Nomenclature(code=code, language=language, description=words)
    return list(found.values())
