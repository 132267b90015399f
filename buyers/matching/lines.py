"""What `python -m buyers.matching` reads and writes: needs, products and nomenclature as files, matches as lines."""

import csv
import math
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import orjson

from buyers.matching import codes
from buyers.matching.data import Group, Match, Need, Product
from buyers.matching.remarks import Remarks, no_code, remark

Side = TypeVar("Side", Need, Product)
Fields = Mapping[str, Any]
Tell = Callable[[str], object]
BOTH = frozenset(
    ["id", "text", "hs_codes", "sectors", "certificates", "economy", "languages", "markets", "unit"]
)
NEED = BOTH | {"certificates_required", "certificates_welcome", "quantity"}
PRODUCT = BOTH | {"exhibitor", "least", "most", "wants_economies", "wants_sectors"}


class Unreadable(Exception):  # noqa: N818 - the file's state, told to who wrote it
    """What is wrong with a file, with the number of the line."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}, line {line}: {problem}")


def read_needs(path: Path, tell: Tell = lambda remark: None) -> list[Need]:
    """One need a line; `tell` hears what is odd about the file. Raises Unreadable."""
    return _read(path, _need, NEED, tell)


def read_products(path: Path, tell: Tell = lambda remark: None) -> list[Product]:
    """One product a line; `tell` hears what is odd about the file. Raises Unreadable."""
    return _read(path, _product, PRODUCT, tell)


def read_nomenclature(path: Path, tell: Tell = lambda remark: None) -> dict[str, str]:
    """HS code → its words, from a CSV with the columns hscode and description. Raises Unreadable.

    `tell` hears of codes that can't be read, but for those of no goods: a total, a section, a country's own chapter.
    """
    found: dict[str, str] = {}
    odd: list[tuple[int, str]] = []
    for line, row in _table(path, ",", "hscode", "description"):
        code, words = row["hscode"] or "", row["description"]
        if words is None:
            raise Unreadable(path, line, "the description is missing")
        if known := codes.normal(code):
            found[known] = f"{found.get(known, '')} {words}".strip()
        elif (digits := "".join(filter(str.isdigit, code))) and not digits.startswith(codes.NATIONAL):
            odd.append((line, code))
    if odd:
        tell(f"{path}, {remark(odd[0][0], no_code(odd[0][1]), len(odd))}")
    return found


def read_parallel(path: Path) -> list[dict[str, str]]:
    """Texts that say the same, by language, from a TSV with the column code and one a language. Raises Unreadable."""
    rows = _table(path, "\t", "code", others=2, of="languages")
    return [
        {name: words for name, words in row.items() if name not in ("code", None) and words}
        for _, row in rows
    ]


def read_agreements(path: Path) -> dict[str, frozenset[str]]:
    """Agreement → its economies, from a CSV with the columns agreement and economy. Raises Unreadable."""
    found: dict[str, set[str]] = {}
    for line, row in _table(path, ",", "agreement", "economy"):
        if not row["agreement"] or not row["economy"]:
            raise Unreadable(path, line, "the agreement or the economy is missing")
        found.setdefault(row["agreement"], set()).add(row["economy"])
    return {name: frozenset(economies) for name, economies in found.items()}


def written(match: Match, group: Group, *, with_reasons: bool) -> bytes:
    """A match as a line, with its figures as they are."""
    what = {"need": match.need, group: getattr(match, group)}
    if group == "exhibitor":
        what["product"] = match.product
    line = {**what, "rank": match.rank, "score": match.score}
    if with_reasons:
        line["reasons"] = [
            {"signal": reason.signal, "share": reason.share, **reason.values} for reason in match.reasons
        ]
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _table(
    path: Path, delimiter: str, *needed: str, others: int = 0, of: str = ""
) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The rows of a table with their lines; it has the columns needed, and at least so many others."""
    line = 0
    try:
        with path.open("rb") as file:
            rows = csv.DictReader(text_lines(file), delimiter=delimiter, strict=True)
            columns = rows.fieldnames or []
            line = rows.line_num
            if missing := [name for name in needed if name not in columns]:
                raise Unreadable(path, 1, f"there is no column {missing[0]}")
            if len({*columns} - {*needed}) < others:
                raise Unreadable(path, 1, f"there are no columns of {others} {of}")
            for row in rows:
                line = rows.line_num
                yield line, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(path, line + 1, str(error)) from error


def text_lines(file: BinaryIO) -> Iterator[str]:
    """A file's lines, each decoded when it is asked for: what can't be is in the next one, not a page further on."""
    for number, line in enumerate(file):
        yield line.decode("utf-8" if number else "utf-8-sig")


def _read(path: Path, make: Callable[[Fields], Side], known: frozenset[str], tell: Tell) -> list[Side]:
    remarks = Remarks(known)
    sides: list[Side] = []
    for number, fields, side in _sides(path, make):
        remarks.look(number, fields, side)
        sides.append(side)
    for told in remarks.told():
        tell(f"{path}, {told}")
    return sides


def _sides(path: Path, make: Callable[[Fields], Side]) -> Iterator[tuple[int, Fields, Side]]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            line = raw.removeprefix(BOM_UTF8) if number == 1 else raw
            if not line.strip():
                continue
            try:
                fields = orjson.loads(line)
                if not isinstance(fields, dict):
                    raise ValueError("there is no JSON object")
                side = make(fields)
            except orjson.JSONDecodeError as error:  # whose own text counts lines within this one
                raise Unreadable(path, number, f"{error.msg}, at character {error.pos + 1}") from error
            except (ValueError, RecursionError) as error:
                raise Unreadable(path, number, str(error)) from error
            yield number, fields, side


def _need(fields: Fields) -> Need:
    return Need(
        id=_id(fields, "id"),
        text=_text(fields),
        hs_codes=_codes(fields),
        sectors=frozenset(_strings(fields, "sectors")),
        certificates_required=frozenset(
            [*_strings(fields, "certificates"), *_strings(fields, "certificates_required")]
        ),
        certificates_welcome=frozenset(_strings(fields, "certificates_welcome")),
        economy=_string(fields, "economy"),
        languages=frozenset(_strings(fields, "languages")),
        markets=frozenset(_strings(fields, "markets")),
        quantity=_number(fields, "quantity", 0),
        unit=_string(fields, "unit"),
    )


def _product(fields: Fields) -> Product:
    return Product(
        id=_id(fields, "id"),
        exhibitor=_id(fields, "id" if fields.get("exhibitor") is None else "exhibitor"),
        text=_text(fields),
        hs_codes=_codes(fields),
        sectors=frozenset(_strings(fields, "sectors")),
        certificates=frozenset(_strings(fields, "certificates")),
        economy=_string(fields, "economy"),
        languages=frozenset(_strings(fields, "languages")),
        markets=frozenset(_strings(fields, "markets")),
        least=_number(fields, "least", 0),
        most=_number(fields, "most", math.inf),
        unit=_string(fields, "unit"),
        wants_economies=frozenset(_strings(fields, "wants_economies")),
        wants_sectors=frozenset(_strings(fields, "wants_sectors")),
    )


def _id(fields: Fields, name: str) -> int | str:
    value = fields.get(name)
    if not isinstance(value, int | str) or isinstance(value, bool):
        raise ValueError(f"{name} must be a text or a whole number of at most 19 digits")
    return value


def _text(fields: Fields) -> str:
    if not isinstance(fields.get("text"), str):
        raise ValueError("text is missing, or no text")
    return str(fields["text"])


def _string(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str | None):
        raise ValueError(f"{name} must be a text")
    return value or ""


def _strings(fields: Fields, name: str) -> list[str]:
    value = fields.get(name)
    if value is None or value == "":
        return []
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{name} must be a list of texts")
    return value


def _codes(fields: Fields) -> tuple[str, ...]:
    """HS codes as texts, of which one may have several, or as numbers."""
    value = fields.get("hs_codes")
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) or codes.is_number(each) for each in listed):
        raise ValueError("hs_codes must be a list of texts or of whole numbers")
    texts = (each if isinstance(each, str) else codes.of_number(each) for each in listed)
    return tuple(code for text in texts for code in codes.apart(text))


def _number(fields: Fields, name: str, usual: float) -> float:
    value = fields.get(name)
    value = usual if value is None else value
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise ValueError(f"{name} must be a number that is not below 0")
    return float(value)
