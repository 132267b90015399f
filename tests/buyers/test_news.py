"""News of matches: a good one is news once, told at once or with the day's news."""

from datetime import datetime

import pytest
from django.urls import reverse

from buyers import tasks
from buyers.acts import news
from buyers.match_needs import match_one
from buyers.models import Match, MatchNews
from expo.notifications.models import Notification
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests import factories as make
from tests.buyers.told import kinds_told

MORNING = "2024-09-01T08:05:00+08:00"
NOON = "2024-09-01T12:00:00+08:00"
NIGHT = "2024-09-01T02:00:00+08:00"
NEXT_MORNING = "2024-09-02T08:05:00+08:00"


@pytest.fixture
def match(edition, organiser):
    def matched():
        run = tasks.start(tasks.MATCHING, edition, actor=organiser)
        work_on(run.pk)
        run.refresh_from_db()
        assert run.state == Run.State.DONE, run.error

    return matched


@pytest.fixture
def need(delegate):
    return make.NeedFactory(delegate=delegate, text="Fresh durians for shops", hs_codes=["081060"])


@pytest.fixture
def colleague(group):
    row = make.UserFactory()
    group.coordinations.create(user=row)
    return row


@pytest.fixture
def at_once(group, coordinator):
    group.coordinations.filter(user=coordinator).update(news="at-once")


def grower(edition, name="Fresh durians for shops"):
    row = make.ExhibitorFactory(edition=edition, approved=True)
    make.ProductFactory(exhibitor=row, name=name)
    return row


def matched_with(need, scores):
    """Match a need in one run with as many exhibitors, best first."""
    first = make.MatchFactory(need=need, score=scores[0])
    others = [
        make.MatchFactory(need=need, run=first.run, rank=rank, score=score)
        for rank, score in enumerate(scores[1:], start=2)
    ]
    return [first, *others]


def told_at(moment):
    news.tell_of_the_day(datetime.fromisoformat(moment), actor=None)


class TestAtOnce:
    def test_a_good_match_is_told_when_it_is_found_and_never_again(
        self, match, need, edition, coordinator, at_once
    ):
        match()
        assert kinds_told(coordinator) == []
        grower(edition)
        match()
        match()
        told_at(MORNING)
        assert kinds_told(coordinator) == ["new-matches"]

    @pytest.mark.parametrize(
        ("scores", "good"),
        [
            pytest.param([0.24, 0.1], 1, id="the best of a long need, of which little is met by anybody"),
            pytest.param([0.9, 0.85, 0.5], 2, id="not what is far behind the need's best"),
            pytest.param([0.15, 0.14], 0, id="nothing where nothing fits"),
        ],
    )
    def test_news_is_what_is_near_the_best_of_its_need(self, need, coordinator, at_once, scores, good):
        found = matched_with(need, scores)
        other = make.NeedFactory(delegate=need.delegate)
        make.MatchFactory(need=other, run=found[0].run, score=0.01)
        news.note_in_transaction(Match.objects.all())
        noted = MatchNews.objects.order_by("pk").values_list("exhibitor_id", flat=True)
        assert list(noted) == [match.exhibitor_id for match in found[:good]]
        assert kinds_told(coordinator) == ["new-matches"] * bool(good)

    def test_who_has_just_stated_the_need_sees_it_and_is_not_told(
        self, match, need, edition, coordinator, at_once
    ):
        match()
        grower(edition)
        match_one(need, actor=coordinator)
        match()
        told_at(MORNING)
        assert kinds_told(coordinator) == []

    def test_who_coordinates_with_them_is_told(
        self, match, need, edition, group, coordinator, colleague, at_once
    ):
        match()
        grower(edition)
        match_one(need, actor=colleague)
        assert kinds_told(coordinator) == ["new-matches"]
        assert kinds_told(colleague) == []
        told_at(MORNING)
        assert kinds_told(colleague) == []

    def test_each_find_among_the_same_runs_matches_is_told(
        self, match, need, delegate, edition, coordinator, at_once
    ):
        match()
        grower(edition)
        match_one(need, actor=None)
        match_one(make.NeedFactory(delegate=delegate, text="Fresh durians for hotels"), actor=None)
        assert kinds_told(coordinator) == ["new-matches"] * 2


class TestOfTheDay:
    def test_it_comes_once_a_day_from_the_morning_on(self, match, need, edition, coordinator):
        grower(edition)
        match()
        told_at(NIGHT)
        assert kinds_told(coordinator) == []
        told_at(MORNING)
        grower(edition)
        match()
        told_at(MORNING)
        assert kinds_told(coordinator) == ["matches-of-the-day"]
        told_at(NEXT_MORNING)
        assert kinds_told(coordinator) == ["matches-of-the-day"] * 2

    def test_it_comes_also_where_a_need_was_stated_that_day(
        self, match, need, delegate, edition, coordinator
    ):
        match()
        grower(edition, "Steel pipes")
        other = make.NeedFactory(delegate=delegate, text="Steel pipes", hs_codes=[])
        match_one(other, actor=coordinator)
        told_at(MORNING)
        assert kinds_told(coordinator) == []
        grower(edition)
        match()
        told_at(NOON)
        assert kinds_told(coordinator) == ["matches-of-the-day"]

    def test_what_one_coordinator_saw_is_news_to_the_others(
        self, match, need, edition, coordinator, colleague
    ):
        match()
        grower(edition)
        match_one(need, actor=coordinator)
        told_at(MORNING)
        told_at(NEXT_MORNING)
        assert kinds_told(coordinator) == []
        assert kinds_told(colleague) == ["matches-of-the-day"]

    def test_it_names_needs_and_who_fits_them(self, match, need, edition, coordinator):
        fitting = grower(edition)
        match()
        told_at(MORNING)
        facts = Notification.objects.get(recipient=coordinator).facts
        assert facts["count"] == 1
        assert facts["needs"] == [{"need": need.text, "exhibitors": [str(fitting)], "more": 0}]

    def test_it_says_nothing_where_nothing_is_new(self, match, need, coordinator):
        match()
        told_at(MORNING)
        assert kinds_told(coordinator) == []

    def test_it_leaves_out_who_has_left_since(self, match, need, edition, coordinator):
        row = grower(edition)
        match()
        type(row).objects.filter(pk=row.pk).update(state="withdrawn")
        told_at(MORNING)
        assert kinds_told(coordinator) == []

    def test_who_heard_of_it_at_once_does_not_hear_it_again_after_choosing_otherwise(
        self, match, need, edition, group, coordinator, at_once
    ):
        other = make.UserFactory()
        group.coordinations.create(user=other)
        grower(edition)
        match()
        news.choose(group, "daily", actor=coordinator)
        told_at(NEXT_MORNING)
        assert kinds_told(coordinator) == ["new-matches"]
        assert kinds_told(other) == ["matches-of-the-day"]
        grower(edition)
        match()
        told_at("2024-09-03T08:05:00+08:00")
        assert kinds_told(coordinator) == ["new-matches", "matches-of-the-day"]
        assert Notification.objects.filter(recipient=coordinator).latest("pk").facts["count"] == 1

    def test_who_waits_for_the_day_hears_it_though_it_is_at_once_from_now_on(
        self, match, need, edition, group, coordinator
    ):
        grower(edition)
        match()
        news.choose(group, "at-once", actor=coordinator)
        news.choose(group, "at-once", actor=coordinator)
        told_at(NEXT_MORNING)
        assert kinds_told(coordinator) == ["matches-of-the-day"]

    def test_its_queries_do_not_grow_with_the_news(self, match, need, edition, django_assert_max_num_queries):
        for _each in range(6):
            grower(edition)
        match()
        with django_assert_max_num_queries(25):
            told_at(MORNING)


@pytest.mark.parametrize("when", ["daily", "at-once"])
def test_an_exhibitor_that_fits_two_needs_is_one(when, match, need, delegate, edition, group, coordinator):
    group.coordinations.filter(user=coordinator).update(news=when)
    make.NeedFactory(delegate=delegate, text="Fresh durians for hotels", hs_codes=["081060"])
    grower(edition)
    grower(edition)
    match()
    told_at(MORNING)
    assert Notification.objects.get(recipient=coordinator).facts["count"] == 2


class TestChoice:
    def test_a_coordinator_chooses_for_oneself(self, group, coordinator, client):
        other = make.UserFactory()
        group.coordinators.add(other)
        client.force_login(coordinator)
        client.post(reverse("group-news", args=[group.pk]), {"news": "at-once"})
        assert dict(group.coordinations.values_list("user", "news")) == {
            coordinator.pk: "at-once",
            other.pk: "daily",
        }

    def test_the_page_shows_what_is_chosen(self, group, coordinator, at_once, client):
        client.force_login(coordinator)
        page = client.get(group.get_absolute_url()).content.decode()
        assert 'value="at-once"' in page.split("checked")[0].rsplit("<input", 1)[1]
