from dataclasses import dataclass, field

import pytest

from expo.runs import acts, kinds
from tests.factories import UserFactory


@dataclass
class Work:
    """What runs of a kind do in a test: `steps` are called in turn, each with the run and its progress."""

    steps: list = field(default_factory=list)
    calls: list = field(default_factory=list)

    def __call__(self, run, progress):
        self.calls.append((run.pk, run.attempts))
        for step in self.steps:
            step(run, progress)
        return {"counted": 3, "secret": "not for the page"}


@pytest.fixture
def work(monkeypatch):
    """Make the kind of run `counting` known for a test, and return what it does."""
    does = Work()
    monkeypatch.setitem(kinds._kinds, "counting", kinds.Kind("Count", does, {"counted": "Things counted"}))
    return does


@pytest.fixture
def start(work):
    """Start a run of the kind `counting`."""

    def start(about="thing:1", actor=None, **params):
        return acts.start("counting", about=about, actor=actor or UserFactory(), params=params)

    return start
