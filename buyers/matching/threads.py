"""Compiled loops over many things, some of them in each thread."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from os import cpu_count
from typing import TypeVar

T = TypeVar("T")
_WORTH_IT = 512  # things; with fewer a thread takes longer to start than it saves


def in_parts(number: int, size: int, work: Callable[[int, int], T]) -> Iterator[T]:
    """Let `work` do things 0 to `number` in parts of a size, from one position up to another; its answers in order.

    Where the answers are not waited for any more, parts that were not begun are dropped.
    """
    if number <= size:
        yield work(0, number)
        return
    with ThreadPoolExecutor(cpu_count()) as pool:
        waiting = [pool.submit(work, *part) for part in pairwise([*range(0, number, size), number])]
        try:
            for done in waiting:
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def in_shares(number: int, work: Callable[[int, int], T]) -> list[T]:
    """The same in as many parts as there are cores, where that is worth it."""
    parts = (cpu_count() or 1) if number >= _WORTH_IT else 1
    return list(in_parts(number, max(1, -(-number // parts)), work))
