"""What takes long to make is made by one at a time, and whoever asks gets what there is."""

from threading import Event, Thread

import pytest

from expo.common import shelf
from expo.common.shelf import Shelf


class Maker:
    """Makes a thing of each key once it may, and counts."""

    def __init__(self):
        self.begun, self.may_end = Event(), Event()
        self.stamp, self.made = 1, []

    def make(self, key):
        self.begun.set()
        assert self.may_end.wait(10)
        self.made.append(key)
        return f"{key} {self.stamp}"


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def things(maker):
    return Shelf(maker.make, lambda key: maker.stamp)


def test_the_first_is_made_once_and_all_wait_for_it_who_cannot_do_without(maker, things):
    got = []
    askers = [Thread(target=lambda: got.append(things.soon("fair"))) for _number in range(3)]
    for asker in askers:
        asker.start()
    assert maker.begun.wait(10)
    assert things.at_hand("fair") is None
    maker.may_end.set()
    for asker in askers:
        asker.join(10)
    assert got == ["fair 1"] * 3
    assert maker.made == ["fair"]


@pytest.mark.parametrize("asked", ["at_hand", "soon"])
def test_where_something_has_changed_the_earlier_one_is_there_until_the_next_is_made(
    asked, maker, things, monkeypatch
):
    left = []
    monkeypatch.setattr(shelf, "beside", left.append)
    monkeypatch.setattr(shelf, "PATIENCE", 0)
    maker.may_end.set()
    ask = getattr(things, asked)
    assert ask("fair") == "fair 1"
    maker.stamp = 2
    assert ask("fair") == "fair 1"
    left.pop()()
    assert ask("fair") == "fair 2"
    assert left == []


def test_one_that_cannot_be_made_leaves_the_way_free_for_the_next(things, maker, monkeypatch):
    monkeypatch.setattr(things, "_make", lambda key: 1 / 0)
    for ask in (things.at_hand, things.soon):
        with pytest.raises(ZeroDivisionError):
            ask("fair")
    monkeypatch.undo()
    maker.may_end.set()
    assert things.soon("fair") == "fair 1"


def test_who_waits_too_long_for_another_makes_the_first_alone_and_leaves_the_place_to_the_other(
    maker, things, monkeypatch
):
    monkeypatch.setattr(shelf, "LONGEST_WAIT", 0.01)
    maker.may_end.set()
    with things.making:
        assert [things.soon("fair"), things.soon("fair")] == ["fair 1"] * 2
    assert maker.made == ["fair"] * 2
    assert things.soon("fair") == "fair 1"
    assert things.soon("fair") == "fair 1"
    assert maker.made == ["fair"] * 3


def test_what_another_makes_while_one_looks_whether_something_has_changed_stays(maker, monkeypatch):
    monkeypatch.setattr(shelf, "PAUSE", 0)
    maker.may_end.set()
    looks = []

    def stamp(key):
        if looks:
            things.soon(looks.pop())
        return maker.stamp

    things = Shelf(maker.make, stamp)
    things.soon("fair")
    looks.append("next fair")
    things.at_hand("fair")
    assert things.at_hand("next fair") == "next fair 1"
    assert maker.made == ["fair", "next fair"]
