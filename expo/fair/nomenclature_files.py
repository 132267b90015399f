"""Reading nomenclature: codes with their words, in one language or in several side by side, and the project's own."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from buyers.matching.headings import SEPARATORS, headings
from buyers.matching.lines import text_lines
from expo.fair.models import Nomenclature
from expo.fair.models.trade import CHAPTERS

CODE_COLUMNS = ("code", "hscode")
TRADE_WORDS = "trade_words"
DIGITS = {2, 4, 6, 8, 10}
LANGUAGE = re.compile(r"(?=.{2,10}$)[a-z]{2,3}(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of codes, and which of its lines are about none."""

    rows: list[Nomenclature]
    left_out: list[int]


def read(path: Path, language: str) -> Found:
    """Return a row for each code of a CSV with the columns code (or hscode), description and perhaps trade_words.

    Lines with other codes are left out; what is said of a code in several lines is joined. Raises OSError, or
    ValueError that names the line.
    """
    return _found(_lines(path, {"description": _language(language)}, ","))


def read_parallel(path: Path) -> Found:
    """Return a row for each code and language of a TSV with the column code and one for each language's words.

    A language without words for a code is left out there. Raises OSError, or ValueError that names the line.
    """
    with path.open("rb") as file:
        first = next(text_lines(file), "")
    columns = next(csv.reader([first], delimiter="\t"), [])
    names = [name for name in columns if name not in CODE_COLUMNS]
    if len({*names}) < 2:
        raise ValueError(
            "line 1: the columns must be code and at least two languages, with tabs between them"
        )
    return _found(_lines(path, {name: _language(name) for name in names}, "\t"))


def read_own() -> list[Nomenclature]:
    """Return a row for each chapter and heading, and language, of the table that the project carries."""
    return [
        Nomenclature(
            code=each.code, language=each.language, description=each.name, trade_words=each.trade_words
        )
        for each in headings()
    ]


def _language(code: str) -> str:
    """The code as pages ask for it: zh_Hans is zh-hans."""
    language = code.strip().lower().replace("_", "-")
    if not LANGUAGE.fullmatch(language):
        raise ValueError(f"{code} is no code of a language, such as en or zh-hans")
    return language


def _found(lines: Iterator[tuple[int, list[Nomenclature]]]) -> Found:
    rows: dict[tuple[str, str], Nomenclature] = {}
    left_out = []
    for number, line in lines:
        for row in line:
            _join(rows.setdefault((row.code, row.language), row), row)
        if not line:
            left_out.append(number)
    if not rows:
        raise ValueError("no line has a code of the Harmonized System, such as 08, 0810 or 081060")
    return Found(list(rows.values()), left_out)


def _join(row: Nomenclature, other: Nomenclature) -> None:
    """Say in one row what another line says of the same code, as the engine does without a database."""
    if row is not other:
        row.description = _both(row.description, other.description, " ")
        row.trade_words = _both(row.trade_words, other.trade_words, SEPARATORS.get(row.language, ", "))


def _both(words: str, others: str, between: str) -> str:
    return between.join(dict.fromkeys(filter(None, [words, others])))


def _lines(path: Path, languages: dict[str, str], delimiter: str) -> Iterator[tuple[int, list[Nomenclature]]]:
    """Yield each line's number and what it says, column by language; nothing where it is about no code."""
    line = 0
    try:
        with path.open("rb") as file:
            reader = csv.DictReader(text_lines(file), delimiter=delimiter, strict=True)
            named = reader.fieldnames or []
            line = reader.line_num
            column = next((name for name in CODE_COLUMNS if name in named), None)
            if column is None or not set(languages) <= set(named):
                raise ValueError(f"line 1: the columns must be code (or hscode) and {', '.join(languages)}")
            for row in reader:
                line = reader.line_num
                yield line, _rows(row, column, languages, line)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"line {line + 1}: {error}") from error


def _rows(
    row: dict[str, str | None], column: str, languages: dict[str, str], line: int
) -> list[Nomenclature]:
    code = (row[column] or "").strip().replace(".", "").replace(" ", "")
    if len(code) not in DIGITS or not (code.isascii() and code.isdigit()) or code[:2] not in CHAPTERS:
        return []
    is_needed = len(languages) == 1
    trade_words = _in_one_line(row.get(TRADE_WORDS), code, line) if is_needed else ""
    said = {
        language: _words(row[name], code, line, is_needed=is_needed) for name, language in languages.items()
    }
    return [
        Nomenclature(code=code, language=language, description=words, trade_words=trade_words)
        for language, words in said.items()
        if words
    ]


def _in_one_line(text: str | None, code: str, line: int) -> str:
    return " ".join(_words(text, code, line, is_needed=False).split())


def _words(text: str | None, code: str, line: int, *, is_needed: bool) -> str:
    words = (text or "").strip()
    if "\0" in words or (is_needed and not words):
        raise ValueError(f"line {line}: {code} has no readable description")
    return words
