"""Import the Harmonized System's words in one language, in several from one file, or those that the project carries."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from expo.fair.models import Nomenclature, NomenclatureLevel
from expo.fair.nomenclature_files import read, read_own, read_parallel


class Command(BaseCommand):
    help = (
        "Import a CSV with the columns code (or hscode) and description; with --parallel a TSV with the column code "
        "and one for each language, from which the matching also learns which words mean the same. Without a file: "
        "the names of chapters and headings that the project carries, where there are none yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument(
            "--language", default="en", help="the descriptions' language, such as en or zh-hans"
        )
        parser.add_argument(
            "--parallel", action="store_true", help="a column for each language, named by its code"
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
        path = options["file"]
        if path is None:
            self._write_own(options)
            return
        try:
            found = read_parallel(path) if options["parallel"] else read(path, options["language"])
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: {error}") from error
        rows = found.rows
        for digits in options["complete"]:
            if not any(len(row.code) == digits for row in rows):
                raise CommandError(f"{path}: it has no code of {digits} digits")
        self._write(rows, options["complete"], path.name)
        languages = ", ".join(sorted({row.language for row in rows}))
        left_out = f"; {found.left_out} lines without a code left out" if found.left_out else ""
        self.stdout.write(f"{len({row.code for row in rows})} codes in {languages}{left_out}")

    def _write_own(self, options: dict[str, Any]) -> None:
        if options["parallel"] or options["complete"]:
            raise CommandError("--parallel and --complete need a file")
        before = Nomenclature.objects.count()
        Nomenclature.objects.bulk_create(read_own(), batch_size=2000, ignore_conflicts=True)
        self.stdout.write(f"{Nomenclature.objects.count() - before} chapters and headings, in two languages")

    @transaction.atomic
    def _write(self, rows: list[Nomenclature], complete: list[int], source: str) -> None:
        _put_trade_words(rows)
        Nomenclature.objects.bulk_create(
            rows,
            batch_size=2000,
            update_conflicts=True,
            unique_fields=["code", "language"],
            update_fields=["description", "terms"],
        )
        for digits in complete:
            NomenclatureLevel.objects.update_or_create(digits=digits, defaults={"source": source})


def _put_trade_words(rows: list[Nomenclature]) -> None:
    """Give rows the trade words that they have, or, where they are new, those of the project's own table."""
    known = {(row.code, row.language): row.trade_words for row in read_own()}
    there = Nomenclature.objects.values_list("code", "language", "trade_words")
    known |= {(code, language): words for code, language, words in there}
    for row in rows:
        row.trade_words = known.get((row.code, row.language), "")
