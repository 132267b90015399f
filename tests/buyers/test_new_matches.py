"""New matches are marked where news of them leads: at the needs of a group, and in a need's list."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from buyers.acts import requests, verdicts
from buyers.models import MatchNews, MeetingRequest
from tests import factories as make


@pytest.fixture
def match(delegate):
    row = make.MatchFactory(need=make.NeedFactory(delegate=delegate))
    MatchNews.objects.create(need=row.need, exhibitor=row.exhibitor)
    return row


@pytest.fixture
def marks(client, coordinator, group):
    def of(address):
        client.force_login(coordinator)
        page = BeautifulSoup(client.get(address).content, "html.parser")
        return [mark.text for mark in page.select('.badge[data-state="new"]')]

    return of


@pytest.fixture
def marked(marks, match, group):
    """What is marked on the group's page, and in the need's list."""
    return lambda: (marks(group.get_absolute_url()), marks(match.need.get_absolute_url()))


def test_they_are_counted_at_the_need_and_marked_in_its_list(marked, match):
    make.MatchFactory(need=match.need, run=match.run, rank=2)
    assert marked() == (["1 new match"], ["New"])


def test_after_some_days_they_are_new_no_longer(marked):
    MatchNews.objects.update(found_at=timezone.now() - timedelta(days=4))
    assert marked() == ([], [])


def test_who_saw_them_when_they_were_found_needs_no_mark(marked, coordinator):
    MatchNews.objects.update(seen_by=coordinator)
    assert marked() == ([], [])


def test_to_other_coordinators_what_one_of_them_saw_is_new(marked):
    MatchNews.objects.update(seen_by=make.UserFactory())
    assert marked() == (["1 new match"], ["New"])


def test_who_is_judged_is_new_no_longer(marked, match, coordinator):
    verdicts.judge(match.need, match.exhibitor, is_good=True, actor=coordinator)
    assert marked() == ([], [])


def test_who_is_asked_is_new_no_longer(marked, match, coordinator):
    side = MeetingRequest.Side.BUYER
    requests.ask(match.need.delegate, match.exhibitor, need=match.need, side=side, actor=coordinator)
    assert marked() == ([], [])


def test_what_counts_no_more_is_not_counted(marked, match):
    match.delete()
    assert marked() == ([], [])
