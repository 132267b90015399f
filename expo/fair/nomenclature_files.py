"""Reading files of nomenclature: codes with their words, in one language or in several side by side."""

import csv
from collections.abc import Iterator
from pathlib import Path

from expo.fair.models import Nomenclature

CODE_COLUMNS = ("code", "hscode")
DIGITS = {2, 4, 6, 8, 10}


def read(path: Path, language: str) -> list[Nomenclature]:
    """Return a row for each code of a CSV with the columns code (or hscode) and description.

    Lines with other codes are left out; the last one counts where a code stands twice. Raises OSError, or ValueError
    that names the line.
    """
    return list(_one_a_code(_rows(path, {"description": language}, ",")).values())


def read_parallel(path: Path) -> list[Nomenclature]:
    """Return a row for each code and language of a TSV with the column code and one for each language's words.

    A language without words for a code is left out there. Raises OSError, or ValueError that names the line.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        columns = csv.DictReader(file, delimiter="\t").fieldnames or []
    languages = {name: name for name in columns if name not in CODE_COLUMNS}
    if len(languages) < 2:
        raise ValueError(
            "line 1: the columns must be code and at least two languages, with tabs between them"
        )
    return list(_one_a_code(_rows(path, languages, "\t")).values())


def _one_a_code(rows: Iterator[Nomenclature]) -> dict[tuple[str, str], Nomenclature]:
    return {(row.code, row.language): row for row in rows}


def _rows(path: Path, languages: dict[str, str], delimiter: str) -> Iterator[Nomenclature]:
    """Yield what the columns say, column by language."""
    for language in languages.values():
        if not 2 <= len(language) <= 10:
            raise ValueError(f"{language} is no code of a language, such as en or zh-hans")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=delimiter)
        named = reader.fieldnames or []
        column = next((name for name in CODE_COLUMNS if name in named), None)
        if column is None or not set(languages) <= set(named):
            raise ValueError(f"line 1: the columns must be code (or hscode) and {', '.join(languages)}")
        for row in reader:
            code = (row[column] or "").strip().replace(".", "")
            if len(code) in DIGITS and code.isascii() and code.isdigit():
                for name, language in languages.items():
                    if words := _words(row[name], code, reader.line_num, is_needed=len(languages) == 1):
                        yield Nomenclature(code=code, language=language, description=words)


def _words(text: str | None, code: str, line: int, *, is_needed: bool) -> str:
    words = (text or "").strip()
    if "\0" in words or (is_needed and not words):
        raise ValueError(f"line {line}: {code} has no readable description")
    return words
