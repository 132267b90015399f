"""Texts in ASCII as words, many at once in compiled code: what `words.pieces` does to each of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import compiled
from buyers.matching.kernels import Ints, Offsets
from buyers.matching.words import ENDED, PLAIN

Bytes = NDArray[np.uint8]
LETTER, BETWEEN, NOTHING, END = 0, 1, 2, 3
_KINDS = {" ": BETWEEN, None: NOTHING}
KIND = np.array(
    [END if code == ord(ENDED) else _KINDS.get(PLAIN.get(code, ""), LETTER) for code in range(128)], np.uint8
)
LOWER = np.array([ord(chr(code).lower()) for code in range(128)], np.uint8)


class Words(NamedTuple):
    """Each word of a text by number, 0 where ENDED stands; the word numbered n + 1 is `said[begins[n]:ends[n]]`."""

    numbers: Ints
    begins: Offsets
    ends: Offsets
    said: Bytes


def split(text: str) -> Words:
    """Take a text in ASCII apart, words numbered in the order in which they come."""
    given = np.frombuffer(text.encode("ascii"), np.uint8)
    size = 1 << max(4, (len(given) // 2).bit_length())  # a word and what follows it are two letters at least
    return Words(*_split(given, KIND, LOWER, size))


@compiled
def _split(given: Bytes, kind: Bytes, lower: Bytes, size: int) -> tuple[Ints, Offsets, Offsets, Bytes]:
    said = np.empty(len(given), np.uint8)
    numbers = np.empty(len(given) + 1, np.int32)
    begins, ends = np.empty(size, np.int64), np.empty(size, np.int64)
    table = np.zeros(size, np.int32)
    count = known = begin = end = 0
    mixed = np.uint32(2166136261)  # FNV-1a
    for at in range(len(given) + 1):
        what = kind[given[at]] if at < len(given) else BETWEEN
        if what == LETTER:
            said[end] = lower[given[at]]
            mixed = np.uint32((mixed ^ said[end]) * np.uint32(16777619))
            end += 1
        elif what != NOTHING:
            if end > begin:
                slot = mixed & np.uint32(size - 1)
                while table[slot] and not _same(
                    said, begins[table[slot] - 1], ends[table[slot] - 1], begin, end
                ):
                    slot = (slot + np.uint32(1)) & np.uint32(size - 1)
                if not table[slot]:
                    begins[known], ends[known] = begin, end
                    known += 1
                    table[slot] = known
                numbers[count] = table[slot]
                count += 1
            if what == END:
                numbers[count] = 0
                count += 1
            begin, mixed = end, np.uint32(2166136261)
    return numbers[:count], begins[:known], ends[:known], said[:end]


@compiled
def _same(said: Bytes, begin: int, end: int, other: int, other_end: int) -> bool:
    if end - begin != other_end - other:
        return False
    for at in range(end - begin):  # noqa: SIM110 - the compiler knows no generators
        if said[begin + at] != said[other + at]:
            return False
    return True
