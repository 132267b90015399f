"""The tables that the sample fair is read from: texts with tabs between the columns, "-" where there is nothing."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"
NOTHING = "-"

Row = dict[str, str]
Named = tuple[str, str]  # in its own script, and in Latin letters


def rows(name: str) -> list[Row]:
    """Return a table's rows by the names of its columns; "-" becomes an empty text."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        return [{column: "" if text == NOTHING else text for column, text in row.items()} for row in reader]


def listed(text: str) -> list[str]:
    """Split what stands between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def paired(text: str) -> list[Named]:
    """Split a pool of words, each in its script and, where these differ, in Latin letters; "~" is a space in a word."""
    return [_pair(word) for word in text.split(",")]


def chinese(text: str) -> dict[str, str]:
    """Return names in other languages than English, as rows keep them."""
    return {"zh-hans": text}


def _pair(text: str) -> Named:
    script, *latin = (part.replace("~", " ") for part in text.split())
    return script, latin[0] if latin else script
