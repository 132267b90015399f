"""Results carry their run: they count all at once or not at all."""

import pytest

from buyers import match_needs, tasks
from buyers.acts import proposals, requests
from buyers.models import Match, Meeting, Proposal
from buyers.recommended import matches_of
from exhibitors.acts import booths
from expo.fair.models import CurrentRun, Occupancy
from expo.notifications.models import Notification
from expo.runs import acts
from expo.runs.tasks import work_on
from tests.buyers.timetables import proposed, scheduled
from tests.factories import (
    BoothFactory,
    DelegateFactory,
    EditionFactory,
    ExhibitorFactory,
    NeedFactory,
    ProductFactory,
    RepresentativeFactory,
    RequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(slots=2)


@pytest.fixture
def need(edition):
    return NeedFactory(delegate__group__edition=edition)


def product_in(edition):
    return ProductFactory(exhibitor=ExhibitorFactory(edition=edition, approved=True))


def done(kind, edition):
    run = tasks.start(kind, edition, actor=UserFactory())
    work_on(run.pk)
    run.refresh_from_db()
    return run


def matched(need):
    return [match.exhibitor for match in matches_of(need)]


def test_matches_count_from_the_end_of_their_run(edition, need):
    product = product_in(edition)
    assert matched(need) == []
    run = done(tasks.MATCHING, edition)
    assert (run.state, run.outcome["needs"], run.outcome["matches"]) == ("done", 1, 1)
    assert matched(need) == [product.exhibitor]
    assert CurrentRun.objects.get().run == run


def test_later_matches_replace_earlier_ones_in_one_step(edition, need, monkeypatch):
    first = product_in(edition).exhibitor
    done(tasks.MATCHING, edition)
    second = product_in(edition).exhibitor
    seen = []
    publish = match_needs._publish

    def publish_looking(edition, run, *more, actor):
        seen.append((matched(need), Match.objects.filter(run=run).count()))
        publish(edition, run, *more, actor=actor)
        seen.append((sorted(each.pk for each in matched(need)), Match.objects.filter(run=run).count()))

    monkeypatch.setattr(match_needs, "_publish", publish_looking)
    run = done(tasks.MATCHING, edition)
    assert seen == [([first], 2), ([first.pk, second.pk], 2)]
    assert CurrentRun.objects.get().run == run


def test_matches_of_one_edition_leave_those_of_another_alone(edition, need):
    there = EditionFactory()
    needed_there = NeedFactory(delegate__group__edition=there)
    product_in(edition), product_in(there)
    done(tasks.MATCHING, edition)
    before = matched(need)
    done(tasks.MATCHING, there)
    assert matched(need) == before
    assert len(matched(needed_there)) == 1
    assert CurrentRun.objects.count() == 2


def test_a_cancelled_run_changes_nothing(edition, need, monkeypatch):
    done(tasks.MATCHING, edition)
    product_in(edition)
    before = (matched(need), Notification.objects.count(), CurrentRun.objects.get().run_id)
    save = match_needs._save

    def save_and_be_cancelled(run, matches):
        acts.cancel(run, actor=UserFactory())
        return save(run, matches)

    monkeypatch.setattr(match_needs, "_save", save_and_be_cancelled)
    run = done(tasks.MATCHING, edition)
    assert run.state == "cancelled"
    assert Match.objects.filter(run=run).exists()  # it had begun
    assert (matched(need), Notification.objects.count(), CurrentRun.objects.get().run_id) == before


def test_a_failed_run_changes_nothing(edition, need, monkeypatch):
    product_in(edition)
    done(tasks.MATCHING, edition)
    before = (matched(need), CurrentRun.objects.get().run_id)

    def fail(*args):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(match_needs, "make_current_in_transaction", fail)
    run = done(tasks.MATCHING, edition)
    assert (run.state, run.error) == ("failed", "RuntimeError: The disk is full.")
    assert (matched(need), CurrentRun.objects.get().run_id) == before


def test_coordinators_hear_of_new_good_matches_once(edition, need):
    need.delegate.group.coordinations.update(news="at-once")
    product_in(edition)
    done(tasks.MATCHING, edition)
    done(tasks.MATCHING, edition)
    (told,) = Notification.objects.filter(kind="new-matches")
    assert told.recipient == need.delegate.group.coordinators.get()
    assert told.facts["count"] == 1
    product_in(edition)
    done(tasks.MATCHING, edition)
    assert [each.facts["count"] for each in Notification.objects.filter(kind="new-matches")] == [1, 1]


@pytest.fixture
def accepted(edition):
    """Two accepted requests to an exhibitor with a booth."""
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    RepresentativeFactory(exhibitor=exhibitor)
    booths.give(BoothFactory(edition=edition), exhibitor, actor=UserFactory())
    return [
        RequestFactory(delegate=DelegateFactory(group__edition=edition), exhibitor=exhibitor, accepted=True)
        for _ in range(2)
    ]


def test_scheduling_places_what_is_accepted_once(edition, accepted):
    run = scheduled(edition, UserFactory())
    assert (run.outcome["placed"], run.outcome["unplaced"]) == (2, 0)
    assert {meeting.run for meeting in Meeting.objects.all()} == {run}
    before = list(Occupancy.objects.order_by("pk").values())
    again = scheduled(edition, UserFactory())
    assert again.outcome["placed"] == 0
    assert list(Occupancy.objects.order_by("pk").values()) == before


def test_a_schedule_that_is_cancelled_proposes_nothing(edition, accepted, monkeypatch):
    report = acts.report

    def report_to_who_cancels(run, *progress):
        acts.cancel(run, actor=UserFactory())
        return report(run, *progress)

    monkeypatch.setattr(acts, "report", report_to_who_cancels)
    assert done(tasks.SCHEDULING, edition).state == "cancelled"
    assert not Proposal.objects.exists()


def test_what_has_changed_since_the_run_is_left_out(edition, accepted):
    gone, kept = accepted
    run = proposed(edition, UserFactory())
    requests.withdraw(gone, actor=UserFactory())
    counts = proposals.accept(Proposal.objects.get(run=run), actor=UserFactory())
    assert counts == {"accepted": 1, "overtaken": 1}
    assert Meeting.objects.get().request == kept
