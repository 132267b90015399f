"""Work of the interpreter's own, which threads would do one after another, in several processes."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
# Things; with fewer a process takes longer to start than it saves. That holds where each takes some hundredths of a
# second, as the lines of 256 needs do; of smaller things it would take more.
_WORTH_IT = 10
_Task = tuple[Callable[[Any], Any], Sequence[Any]]
# In a forked process, what it is to do, and to what.
_known: list[_Task] = []


def in_processes(things: Sequence[T], work: Callable[[T], R]) -> Iterator[R]:
    """Let `work` do one thing after another, its answers in order; where a process can't be forked, in this one.

    Forked processes share the things and what `work` knows already; only answers are sent.
    """
    parts = cpu_count() or 1
    if len(things) < _WORTH_IT or parts == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, things)
        return
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        min(parts, len(things)), fork, initializer=_know, initargs=(work, things)
    ) as pool:
        yield from pool.map(_do, range(len(things)))


def _know(work: Callable[[Any], Any], things: Sequence[Any]) -> None:
    _known.append((work, things))


def _do(number: int) -> Any:
    work, things = _known[-1]
    return work(things[number])
