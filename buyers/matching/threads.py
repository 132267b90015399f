"""Compiled loops over many things, some of them in each thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import TypeVar

T = TypeVar("T")
_WORTH_IT = 512  # things; with fewer a thread takes longer to start than it saves


def in_parts(number: int, work: Callable[[int, int], T]) -> list[T]:
    """Let `work` do things 0 to `number` in parts, from one position up to another; its answers in order."""
    parts = (cpu_count() or 1) if number >= _WORTH_IT else 1
    ends = [number * part // parts for part in range(parts + 1)]
    if parts == 1:
        return [work(0, number)]
    with ThreadPoolExecutor(parts) as pool:
        return list(pool.map(work, ends[:-1], ends[1:]))
