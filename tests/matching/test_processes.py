"""How work is shared out among processes."""

import multiprocessing

import pytest

from buyers.matching import processes


def test_no_process_is_started_that_has_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cpu_count", lambda: 32)
    before = len(multiprocessing.active_children())
    answers = processes.in_processes(range(10), lambda number: number + 1)
    first = next(answers)
    assert len(multiprocessing.active_children()) - before <= 10
    assert [first, *answers] == list(range(1, 11))
