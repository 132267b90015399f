"""Runs: long work as a row that is done once, can be watched, cancelled, and taken up again."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from expo.common import bell
from expo.common.acts import Refused
from expo.runs import acts, tasks
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests.factories import EditionFactory, UserFactory, make_organiser
from tests.faults.together import at_once

pytestmark = pytest.mark.django_db
State = Run.State


@pytest.fixture
def rung(monkeypatch):
    """Which runs were rung for again."""
    found = []
    monkeypatch.setattr(tasks.work_on, "delay", found.append)
    return found


def fall_silent(run):
    """Let the worker's time be over."""
    Run.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def now(run):
    run.refresh_from_db()
    return run


# Starting.


def test_it_waits_as_a_row_and_rings(start, django_capture_on_commit_callbacks, monkeypatch):
    rings = []
    monkeypatch.setattr(bell, "_ring_now", lambda task, *args: rings.append((task, *args)))
    actor = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        run = start(actor=actor, edition=7)
        assert not rings
    assert (run.state, run.started_by, run.params, run.is_active) == ("queued", actor, {"edition": 7}, True)
    assert rings == [("expo.runs.tasks.work_on", run.pk)]


def test_it_is_at_work_once_for_a_thing(start):
    first = start()
    with pytest.raises(Refused, match="This is running already"):
        start()
    acts.claim(first.pk)
    with pytest.raises(Refused, match="This is running already"):
        start()
    start(about="thing:2")
    assert Run.objects.count() == 2


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_it_can_be_started_again_once_it_has_ended(start, state):
    Run.objects.filter(pk=start().pk).update(state=state)
    assert start().state == "queued"


@pytest.mark.django_db(transaction=True)
def test_started_twice_at_once_it_starts_once(start):
    actor = UserFactory()
    outcomes = at_once(*[partial(start, actor=actor)] * 3)
    assert sorted(type(each).__name__ for each in outcomes) == ["Refused", "Refused", "Run"]


# Working.


def test_it_tells_how_far_it_is_and_what_came_out(start, work):
    seen = []
    work.steps = [
        lambda run, progress: progress(1, 4),
        lambda run, progress: seen.append(list(Run.objects.values_list("state", "done", "total"))),
    ]
    run = start()
    work_on(run.pk)
    assert seen == [[("running", 1, 4)]]
    assert (now(run).state, run.outcome["counted"], run.lease_until) == ("done", 3, None)
    assert run.started_at <= run.finished_at
    assert not run.is_active


def test_what_is_done_is_done_to_the_end(start, work):
    work.steps = [lambda run, progress: progress(90, 100)]
    run = start()
    work_on(run.pk)
    assert (now(run).done, run.total) == (100, 100)


def test_progress_renews_the_lease(start, work):
    leases = []

    def step(run, progress):
        fall_silent(run)
        progress(1, 2)
        leases.append(now(run).lease_until > timezone.now())

    work.steps = [step]
    work_on(start().pk)
    assert leases == [True]


def test_it_is_done_once_however_often_it_is_rung(start, work):
    run = start()
    work.steps = [lambda run, progress: work_on(run.pk)]
    work_on(run.pk)
    work_on(run.pk)
    assert work.calls == [(run.pk, 1)]
    assert now(run).attempts == 1


def test_a_run_that_is_not_there_is_no_error(work):
    work_on(4711)
    assert not work.calls


@pytest.mark.django_db(transaction=True)
def test_one_of_several_workers_gets_it(start):
    run = start()
    claims = at_once(*[partial(acts.claim, run.pk)] * 4)
    assert [claim for claim in claims if claim] == [run]
    assert now(run).attempts == 1


# Failing.


def test_a_failure_is_told(start, work):
    def fail(run, progress):
        raise ZeroDivisionError("There is nobody to share among.")

    work.steps = [fail]
    run = start()
    work_on(run.pk)
    assert (now(run).state, run.error) == ("failed", "ZeroDivisionError: There is nobody to share among.")
    assert run.finished_at
    assert run.lease_until is None


def test_a_refusal_is_told_in_its_own_words(start, work):
    def refuse(run, progress):
        raise Refused("No slot is free.")

    work.steps = [refuse]
    run = start()
    work_on(run.pk)
    assert (now(run).state, run.error) == ("failed", "No slot is free.")


def test_a_run_whose_kind_is_gone_is_told_as_failed(start):
    run = start()
    Run.objects.filter(pk=run.pk).update(kind="forgotten")
    work_on(run.pk)
    assert (now(run).state, run.error) == ("failed", "KeyError: 'forgotten'")


# Cancelling.


def test_cancelled_while_it_waits_it_never_begins(start, work):
    run = start()
    acts.cancel(run, actor=UserFactory())
    assert now(run).state == "cancelled"
    assert run.finished_at
    work_on(run.pk)
    assert not work.calls
    assert now(run).state == "cancelled"


def test_cancelled_while_it_works_it_stops_at_its_next_step(start, work):
    reached = []
    work.steps = [
        lambda run, progress: progress(1, 3),
        lambda run, progress: acts.cancel(run, actor=UserFactory()),
        lambda run, progress: progress(2, 3),
        lambda run, progress: reached.append("what comes after"),
    ]
    run = start()
    work_on(run.pk)
    assert not reached
    assert (now(run).state, run.done, run.outcome, run.error) == ("cancelled", 1, {}, "")


def test_what_has_ended_can_t_be_cancelled(start, work):
    run = start()
    work_on(run.pk)
    with pytest.raises(Refused, match="It has ended already"):
        acts.cancel(run, actor=UserFactory())
    assert now(run).state == "done"


def test_cancelled_and_then_left_alone_it_ends_cancelled(start, work):
    work.steps = [lambda run, progress: progress(1, 3)]
    run = start()
    acts.claim(run.pk)
    acts.cancel(run, actor=UserFactory())
    fall_silent(run)
    work_on(run.pk)
    assert now(run).state == "cancelled"


# Being left alone.


def test_only_what_nobody_works_on_is_rung_for_again(start, work, rung):
    waiting, silent, busy, ended = (start(about=f"thing:{number}") for number in range(4))
    for run in (silent, busy):
        acts.claim(run.pk)
    fall_silent(silent)
    work_on(ended.pk)
    assert tasks.resume_abandoned() == 2
    assert sorted(rung) == [waiting.pk, silent.pk]


def test_a_run_whose_worker_fell_silent_is_done_by_another(start, work):
    run = start()
    acts.claim(run.pk)
    work_on(run.pk)
    assert not work.calls  # its worker still has it
    fall_silent(run)
    work_on(run.pk)
    assert work.calls == [(run.pk, 2)]
    assert (now(run).state, run.outcome["counted"]) == ("done", 3)


def test_a_worker_that_wakes_up_too_late_stops_and_changes_nothing(start, work):
    def sleep_too_long(run, progress):
        if run.attempts == 1:
            fall_silent(run)
            work_on(run.pk)
        progress(run.attempts, 9 + run.attempts)

    reached = []
    work.steps = [sleep_too_long, lambda run, progress: reached.append(run.attempts)]
    run = start()
    work_on(run.pk)
    assert reached == [2]
    assert (now(run).state, run.done, run.total, run.attempts) == ("done", 11, 11, 2)


def test_a_failure_of_a_worker_that_wakes_up_too_late_is_not_the_run_s(start):
    run = start()
    late = acts.claim(run.pk)
    fall_silent(run)
    acts.claim(run.pk)
    acts.end(late, State.FAILED, error="too late")
    assert (now(run).state, run.error) == ("running", "")


def test_a_run_that_ends_its_workers_is_given_up(start, work, rung):
    run = start()
    for _ in range(acts.MOST_ATTEMPTS):
        assert acts.claim(run.pk)
        fall_silent(run)
    assert acts.claim(run.pk) is None
    assert tasks.resume_abandoned() == 0
    assert not rung
    assert (now(run).state, run.error) == ("failed", "Its worker ended three times before it was done.")
    assert start().state == "queued"  # it can be tried anew


def test_a_run_at_its_last_try_is_left_to_its_worker(start, rung):
    run = start()
    Run.objects.update(attempts=acts.MOST_ATTEMPTS - 1)
    acts.claim(run.pk)
    assert tasks.resume_abandoned() == 0
    assert now(run).state == "running"


# Its page.


@pytest.fixture
def page(client):
    """Return the status and the text of a run's page for somebody."""

    def page(run, user, **headers):
        if user:
            client.force_login(user)
        answer = client.get(run.get_absolute_url(), headers=headers)
        return answer.status_code, answer.content.decode()

    return page


def test_its_page_shows_progress_to_who_started_it(start, page):
    starter = UserFactory()
    run = start(actor=starter)
    acts.report(acts.claim(run.pk), 1, 4)
    status, text = page(run, starter)
    assert status == 200
    assert 'value="1"' in text
    assert 'max="4"' in text
    assert reverse("run-cancel", args=[run.pk]) in text


def test_its_page_asks_again_for_the_progress_alone_until_it_has_ended(start, work, page):
    starter = UserFactory()
    run = start(actor=starter)
    _status, part = page(run, starter, hx_request="true")
    assert "<html" not in part
    assert f'hx-get="{run.get_absolute_url()}"' in part
    work_on(run.pk)
    _status, part = page(run, starter, hx_request="true")
    assert "hx-get" not in part


def test_its_page_shows_what_came_out_in_words(start, work, page):
    starter = UserFactory()
    run = start(actor=starter)
    work_on(run.pk)
    _status, text = page(run, starter)
    assert "Things counted" in text
    assert "not for the page" not in text


def test_its_page_shows_what_went_wrong(start, page):
    starter = UserFactory()
    run = start(actor=starter)
    acts.end(acts.claim(run.pk), State.FAILED, error="<b>No slot</b> is free.")
    _status, text = page(run, starter)
    assert "&lt;b&gt;No slot&lt;/b&gt; is free." in text


def test_organisers_see_it_and_nobody_else(start, page, client):
    edition = EditionFactory()
    run = start(about=f"fair.edition:{edition.pk}")
    assert page(run, make_organiser(edition))[0] == 200
    assert page(run, make_organiser(EditionFactory()))[0] == 404
    assert page(run, UserFactory())[0] == 404
    client.logout()
    assert page(run, None)[0] == 302


def test_nobody_else_cancels_it(start, client):
    run = start()
    client.force_login(UserFactory())
    assert client.post(reverse("run-cancel", args=[run.pk])).status_code == 404
    assert now(run).state == "queued"
    client.force_login(run.started_by)
    assert client.get(reverse("run-cancel", args=[run.pk])).status_code == 405
    assert client.post(reverse("run-cancel", args=[run.pk])).status_code == 302
    assert now(run).state == "cancelled"
