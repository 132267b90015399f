"""Import the Harmonized System's words in one language, in several from one file, or those that the project carries."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from expo.fair.models import Nomenclature, NomenclatureLevel
from expo.fair.nomenclature_files import read, read_own, read_parallel

FALLBACK = "en"
MOST_TOLD = 10  # lines that were left out


class Command(BaseCommand):
    help = (
        "Import a CSV with the columns code (or hscode), description and, if it has one, trade_words; with --parallel "
        "a TSV with the column code and one for each language, from which the matching also learns which words mean "
        "the same. Without a file: the names of chapters and headings that the project carries, where there are none "
        "yet. Trade words are filled in where there are none: from the file, or else those that the project carries."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument(
            "--language", help="the descriptions' language, such as zh-hans; en, where it is not said"
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
        path, language = options["file"], options["language"]
        if path is None:
            self._write_own(options)
            return
        if options["parallel"] and language is not None:
            raise CommandError("--parallel takes no --language: each column is named by its language")
        try:
            found = (
                read_parallel(path)
                if options["parallel"]
                else read(path, FALLBACK if language is None else language)
            )
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: {error}") from error
        rows = found.rows
        for digits in options["complete"]:
            if not any(len(row.code) == digits for row in rows):
                raise CommandError(f"{path}: it has no code of {digits} digits")
        self._write(rows, options["complete"], path.name)
        languages = ", ".join(sorted({row.language for row in rows}))
        self.stdout.write(f"{len({row.code for row in rows})} codes in {languages}{_told(found.left_out)}")

    def _write_own(self, options: dict[str, Any]) -> None:
        if options["parallel"] or options["complete"] or options["language"] is not None:
            raise CommandError("--parallel, --complete and --language need a file")
        before = Nomenclature.objects.count()
        self._write(list(_own_that_lack()), [], "")
        self.stdout.write(f"{Nomenclature.objects.count() - before} chapters and headings, in two languages")

    @transaction.atomic
    def _write(self, rows: list[Nomenclature], complete: list[int], source: str) -> None:
        _put_trade_words(rows)
        Nomenclature.objects.bulk_create(
            rows,
            batch_size=2000,
            update_conflicts=True,
            unique_fields=["code", "language"],
            update_fields=["description", "trade_words", "terms"],
        )
        for digits in complete:
            NomenclatureLevel.objects.update_or_create(digits=digits, defaults={"source": source})


def _own_that_lack() -> Iterator[Nomenclature]:
    """Yield what the project's own table says where there is no row, or one without trade words, which it keeps."""
    there = {(row.code, row.language): row for row in Nomenclature.objects.defer("terms")}
    for own in read_own():
        row = there.get((own.code, own.language))
        if row is None:
            yield own
        elif own.trade_words and not row.trade_words:
            own.description = row.description
            yield own


def _put_trade_words(rows: list[Nomenclature]) -> None:
    """Give rows the trade words that are there already, or else the file's, or else the project's own."""
    own = {(row.code, row.language): row.trade_words for row in read_own()}
    there = Nomenclature.objects.exclude(trade_words="").values_list("code", "language", "trade_words")
    known = {(code, language): words for code, language, words in there}
    for row in rows:
        key = row.code, row.language
        row.trade_words = known.get(key) or row.trade_words or own.get(key, "")


def _told(left_out: list[int]) -> str:
    """Which lines were left out, the first of them by number."""
    if not left_out:
        return ""
    numbers = ", ".join(map(str, left_out[:MOST_TOLD])) + (", …" if len(left_out) > MOST_TOLD else "")
    return f"; {len(left_out)} lines without a code left out: {numbers}"
