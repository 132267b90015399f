"""Work of the interpreter's own, which threads would do one after another, in several processes."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from os import cpu_count
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_WORTH_IT = 2000  # things; with fewer a process takes longer to start than it saves
_known: list[Callable[[Sequence[Any]], Any]] = []  # in a forked process, what it is to do


def in_processes(things: Sequence[T], work: Callable[[Sequence[T]], R]) -> Iterator[R]:
    """Let `work` do the things in parts, in order; where a process can't be forked, all at once in this one.

    Forked processes share what `work` knows already; only their things and answers are sent.
    """
    parts = cpu_count() or 1
    if len(things) < _WORTH_IT or parts == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield work(things)
        return
    ends = [len(things) * part // parts for part in range(parts + 1)]
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(parts, fork, initializer=_know, initargs=(work,)) as pool:
        yield from pool.map(_do, (things[a:b] for a, b in pairwise(ends)))


def _know(work: Callable[[Sequence[Any]], Any]) -> None:
    _known.append(work)


def _do(things: Sequence[Any]) -> Any:
    return _known[-1](things)
