"""What is odd about a file of needs or products that can be read all the same: told once a kind, never refused."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from buyers.matching import codes
from buyers.matching.data import Id, Need, Product

MOST = 20  # kinds that are told, each with its first line
LONGEST = 40  # characters that are quoted


Kind = tuple[bool, str]  # whether it is about a field, and which


class Remarks:
    """Looks at each line of a file, and has in the end what its writer may want to know."""

    def __init__(self, known: frozenset[str]) -> None:
        """`known` are the fields that count."""
        self._known = known
        self._lines: dict[Id, int] = {}
        self._first: dict[Kind, tuple[int, str]] = {}
        self._times: Counter[Kind] = Counter()

    def look(self, line: int, fields: Mapping[str, Any], side: Need | Product) -> None:
        """Note what is odd about a line."""
        if not fields.keys() <= self._known:
            for name in fields.keys() - self._known:
                self._note((True, name), line)
        if (first := self._lines.setdefault(side.id, line)) != line:
            self._note(
                (False, "id"), line, f"the id {_quoted(side.id)} is in line {first} already; the first counts"
            )
        self._look_at_codes(line, fields.get("hs_codes"), side.hs_codes)

    def _look_at_codes(self, line: int, given: Any, read: Sequence[str]) -> None:
        for code in read:
            if not codes.normal(code):
                self._note((False, "code"), line, no_code(code))
        for number in filter(codes.is_number, given if isinstance(given, list) else [given]):
            if (code := codes.of_number(number)) != str(number) and codes.normal(code):
                words = f"the number {number} lacks a zero in front, and is read as {code}"
                self._note((False, "zero"), line, words)

    def told(self) -> Iterator[str]:
        """Each kind by its first line: ids, codes, then fields, as far as one wants to read of them."""
        kinds = sorted(self._first, key=lambda kind: (kind[0], self._first[kind][0], kind[1]))
        for kind in kinds[:MOST]:
            (line, words), times = self._first[kind], self._times[kind]
            yield remark(line, words or self._unknown(kind[1]), times)
        if len(kinds) > MOST:
            yield f"and {len(kinds) - MOST} more fields that are not known"

    def _note(self, kind: Kind, line: int, words: str = "") -> None:
        self._first.setdefault(kind, (line, words))
        self._times[kind] += 1

    def _unknown(self, name: str) -> str:
        meant = get_close_matches(name, sorted(self._known), 1)
        question = f"; is {meant[0]} meant?" if meant else ""
        return f"the field {_quoted(name)} is not known, and is ignored{question}"


def remark(line: int, words: str, times: int) -> str:
    """What is told of a kind: its first line, and how often it is there."""
    return f"line {line}: {words}" + (f" ({times} times in all)" if times > 1 else "")


def no_code(code: str) -> str:
    """What is told of a code that can't be read."""
    return f"{_quoted(code)} is no HS code of 2, 4 or 6 digits, and is ignored"


def _quoted(value: Id) -> str:
    text = str(value)
    return repr(f"{text[:LONGEST]}…" if len(text) > LONGEST else value)
