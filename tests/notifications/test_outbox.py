"""The outbox: rows first, sending later, and nothing twice that need not be."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from exhibitors.messages import APPROVED
from expo.common import bell
from expo.common.acts import Refused, act
from expo.notifications import acts
from expo.notifications.models import Delivery, Notification
from expo.notifications.tasks import deliver_due
from expo.people.messages import ACCOUNT_MAIL
from tests.factories import UserFactory
from tests.faults.together import at_once
from tests.notifications.backends import LINE_IS_DOWN, Looking

pytestmark = pytest.mark.django_db
State = Delivery.State
FACTS = {"subject": "A subject", "body": "A body."}


@act
def do_something(user, *, actor, then=None):
    acts.tell_in_transaction(ACCOUNT_MAIL, to=user, about="thing:1", within="", version=1, facts=FACTS)
    if then:
        raise then


def due_again(delivery):
    """Let its time come, and return it as it stands."""
    Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    delivery.refresh_from_db()
    return delivery


def run_out(delivery):
    """Let the time of who sends it be over."""
    Delivery.objects.filter(pk=delivery.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


# Telling.


def test_it_is_written_in_the_act_s_transaction():
    user = UserFactory(language="zh-hans")
    do_something(user, actor=user)
    told = Notification.objects.get()
    assert (told.recipient, told.address, told.language) == (user, user.email, "zh-hans")
    waiting = told.deliveries.get()
    assert (waiting.state, waiting.channel, waiting.attempts) == ("waiting", "mail", 0)


@pytest.mark.parametrize("error", [Refused("No."), RuntimeError()])
def test_it_vanishes_with_an_act_that_fails(error, django_capture_on_commit_callbacks):
    user = UserFactory()
    with django_capture_on_commit_callbacks() as rings, pytest.raises(type(error)):
        do_something(user, actor=user, then=error)
    assert not Notification.objects.exists()
    assert not Delivery.objects.exists()
    assert not rings


def test_it_rings_once_the_act_is_through(django_capture_on_commit_callbacks, monkeypatch):
    rung = []
    monkeypatch.setattr(bell, "_ring_now", lambda task, *args: rung.append(task))
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        do_something(user, actor=user)
        assert not rung
    assert rung == ["expo.notifications.tasks.deliver_due"]


@pytest.mark.django_db(transaction=True)
def test_a_bell_that_breaks_in_an_unforeseen_way_does_not_undo_the_act(monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError("The rope is torn.")

    monkeypatch.setattr(bell.current_app, "send_task", break_down)
    user = UserFactory()
    do_something(user, actor=user)
    assert Delivery.objects.get().state == "waiting"


def test_it_rings_once_for_all_that_an_act_tells(tell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rings, transaction.atomic():
        for _ in range(30):
            tell(UserFactory())
    assert len(rings) == 1


def test_it_rings_though_the_first_message_of_an_act_was_taken_back(tell, django_capture_on_commit_callbacks):
    def tell_and_take_back():
        with transaction.atomic():
            tell(UserFactory())
            raise Refused("No.")

    with django_capture_on_commit_callbacks() as rings:
        with pytest.raises(Refused):
            tell_and_take_back()
        tell(UserFactory())
    assert len(rings) == 1


def test_it_is_told_once_a_version(tell):
    user = UserFactory()
    first = tell(user, about="thing:1", version=1)
    assert tell(user, about="thing:1", version=1, subject="Other", body="words") == first
    assert Notification.objects.get().facts == FACTS
    assert Delivery.objects.count() == 1


def test_it_is_told_again_for_another_version_thing_kind_or_address(tell):
    user, other = UserFactory(), UserFactory()
    tell(user, about="thing:1", version=1)
    tell(user, about="thing:1", version=2)
    tell(user, about="thing:2", version=1)
    tell(user, about="thing:1", version=1, kind=APPROVED, company="X", exhibitor=1)
    tell(other, about="thing:1", version=1)
    assert Notification.objects.count() == Delivery.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_two_acts_at_once_that_tell_the_same_tell_it_once(tell):
    user = UserFactory()
    outcomes = at_once(*[lambda: tell(user, about="thing:1")] * 4)
    assert all(isinstance(each, Delivery) for each in outcomes), outcomes
    assert Notification.objects.count() == Delivery.objects.count() == 1


# Sending.


def test_it_is_sent_in_the_recipient_s_language(tell):
    for language in ("en", "zh-hans"):
        tell(UserFactory(language=language), kind=APPROVED, company="Pulau Pandan", exhibitor=7)
    assert deliver_due() == 2
    english, chinese = sorted(mail.outbox, key=lambda message: message.extra_headers["Content-Language"])
    assert english.subject == "Pulau Pandan is an exhibitor of the fair"
    assert "Welcome: Pulau Pandan is approved" in english.body
    assert english.body.endswith("/en/workspace/registrations/7/\n")
    assert english.subject != chinese.subject
    assert any("一" <= letter <= "鿿" for letter in chinese.subject)
    assert chinese.body.endswith("/zh-hans/workspace/registrations/7/\n")


def test_it_goes_out_once(tell):
    delivery = tell(UserFactory())
    assert (deliver_due(), deliver_due()) == (1, 0)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.lease_until, delivery.attempts) == ("sent", None, 1)
    assert delivery.sent_at
    assert len(mail.outbox) == 1


def test_it_sends_all_batches_that_are_due_and_nothing_that_is_not(tell):
    for _ in range(12):
        tell(UserFactory())
    later = tell(UserFactory())
    Delivery.objects.filter(pk=later.pk).update(due_at=timezone.now() + timedelta(minutes=1))
    assert deliver_due() == 12
    assert due_again(later).state == "waiting"
    assert deliver_due() == 1


def test_a_company_s_name_adds_no_header(tell):
    name = "Evil\r\nBcc: victim@example.org\r\n\r\nBuy now"
    tell(UserFactory(), kind=APPROVED, company=name, exhibitor=7)
    assert deliver_due() == 1
    (sent,) = mail.outbox
    assert sent.subject.startswith("Evil Bcc: victim@example.org Buy now is an exhibitor")
    headers = sent.message()
    assert headers["Bcc"] is None
    assert headers["To"] == sent.to[0]
    assert sent.recipients() == sent.to


def test_an_address_with_a_line_break_gets_nothing_and_holds_up_nobody(tell):
    bad = tell(address="a@example.org\r\nBcc: victim@example.org")
    tell(UserFactory())
    assert deliver_due() == 1
    bad.refresh_from_db()
    assert bad.state == "waiting"
    assert bad.last_error.startswith("BadHeaderError")


# Claiming.


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_never_get_the_same(tell):
    for _ in range(20):
        tell(UserFactory())
    claims = at_once(*[lambda: [delivery.pk for delivery in acts.claim(6)]] * 4)
    keys = [key for claim in claims for key in claim]
    assert len(keys) == len(set(keys))
    keys += [delivery.pk for delivery in acts.claim(20)]  # what none of the four got
    assert sorted(keys) == sorted(Delivery.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_not_wait_for_what_another_is_taking(tell):
    first, second = tell(UserFactory()), tell(UserFactory())
    with transaction.atomic():
        Delivery.objects.select_for_update().get(pk=first.pk)
        (claimed,) = at_once(lambda: acts.claim(5))
    assert claimed == [second]
    assert acts.claim(5) == [first]


def test_it_is_taken_oldest_first_and_counted(tell):
    first, second = tell(UserFactory()), tell(UserFactory())
    Delivery.objects.filter(pk=second.pk).update(due_at=timezone.now() - timedelta(hours=1))
    (taken,) = acts.claim(1)
    assert (taken, taken.attempts, taken.is_being_sent(timezone.now())) == (second, 1, True)
    assert acts.claim(5) == [first]
    assert acts.claim(5) == []


def test_it_is_taken_again_when_its_sender_falls_silent(tell):
    delivery = tell(UserFactory())
    acts.claim(1)
    assert acts.claim(1) == []
    run_out(delivery)
    (again,) = acts.claim(1)
    assert (again, again.attempts) == (delivery, 2)


@pytest.mark.django_db(transaction=True)
def test_it_is_held_until_it_is_sent(tell, settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.notifications.backends.Looking"
    seen = []

    def look():
        row = Delivery.objects.get()
        in_transaction = connection.in_atomic_block
        seen.append(
            (row.state, row.is_being_sent(timezone.now()), *at_once(lambda: acts.claim(5)), in_transaction)
        )

    monkeypatch.setattr(Looking, "look", staticmethod(look))
    tell(UserFactory())
    assert deliver_due() == 1
    assert seen == [("waiting", True, [], False)]  # nothing is sent inside a transaction
    assert Delivery.objects.get().lease_until is None


# Failing.


def test_a_failure_is_noted_tried_again_later_and_holds_up_nobody(tell, picky):
    broken = tell(address="broken@example.org")
    for _ in range(7):
        tell(UserFactory())
    assert deliver_due() == 7
    broken.refresh_from_db()
    assert (broken.state, broken.attempts, broken.lease_until) == ("waiting", 1, None)
    assert broken.last_error == f"ConnectionError: {LINE_IS_DOWN}"
    assert broken.due_at > timezone.now()
    assert deliver_due() == 0
    assert len(picky.refused) == 1


def test_a_message_that_can_t_be_written_holds_up_nobody(tell):
    broken = tell(UserFactory(), kind=APPROVED, nothing="of use")
    tell(UserFactory())
    assert deliver_due() == 1
    broken.refresh_from_db()
    assert broken.last_error == "KeyError: 'company'"


def test_it_waits_longer_each_time_and_is_given_up_in_the_end(tell, picky):
    broken = tell(address="broken@example.org")
    waits = []
    for _ in range(acts.MOST_ATTEMPTS):
        before = timezone.now()
        deliver_due()
        broken.refresh_from_db()
        waits.append(round((broken.due_at - before).total_seconds()))
        if broken.state == State.WAITING:
            due_again(broken)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600]
    assert broken.state == State.FAILED
    due_again(broken)
    assert deliver_due() == 0
    assert len(picky.refused) == acts.MOST_ATTEMPTS


def test_one_whose_worker_ends_each_time_is_given_up_too(tell):
    deadly = tell(address="deadly@example.org")
    Delivery.objects.update(attempts=acts.MOST_ATTEMPTS)
    run_out(deadly)
    assert deliver_due() == 0
    deadly.refresh_from_db()
    assert (deadly.state, deadly.lease_until) == (State.FAILED, None)
    assert "worker" in deadly.last_error


def test_what_was_given_up_is_shown_with_its_error_and_can_be_tried_again(tell, picky, client):
    broken = tell(address="broken@example.org")
    Delivery.objects.update(attempts=acts.MOST_ATTEMPTS - 1)
    deliver_due()
    organiser = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(organiser)
    page = client.get(reverse("admin:notifications_delivery_changelist")).content.decode()
    assert LINE_IS_DOWN in page
    assert "broken@example.org" in page
    assert acts.retry([broken.pk], actor=organiser) == 1
    Notification.objects.update(address="mended@example.org")
    assert deliver_due() == 1
    broken.refresh_from_db()
    assert (broken.state, broken.attempts, broken.last_error) == ("sent", 1, "")


def test_only_what_was_given_up_is_tried_again(tell):
    waiting, sent = tell(UserFactory()), tell(UserFactory())
    acts.mark_sent(sent)
    assert acts.retry([waiting.pk, sent.pk], actor=UserFactory()) == 0
    assert deliver_due() == 1


def test_a_failure_that_comes_too_late_does_not_undo_a_sending(tell):
    delivery = tell(UserFactory())
    (slow,) = acts.claim(1)
    run_out(delivery)
    assert deliver_due() == 1
    acts.mark_failed(slow, ConnectionError(LINE_IS_DOWN))
    assert due_again(delivery).state == "sent"
    assert deliver_due() == 0


def test_a_failure_that_comes_too_late_does_not_end_the_lease_of_the_next(tell):
    delivery = tell(UserFactory())
    (slow,) = acts.claim(1)
    run_out(delivery)
    acts.claim(1)
    acts.mark_failed(slow, ConnectionError(LINE_IS_DOWN))
    due_again(delivery)
    assert acts.claim(1) == []


def test_each_try_has_the_same_message_id_and_each_message_its_own(tell, picky):
    first = tell(address="broken@example.org")
    deliver_due()
    due_again(first)
    deliver_due()
    Notification.objects.update(address="mended@example.org")
    due_again(first)
    tell(UserFactory())
    deliver_due()
    tries = {message.message()["Message-ID"] for message in [*picky.refused, mail.outbox[0]]}
    assert len(picky.refused) == 2
    assert tries == {f"<notification-{first.notification_id}.mail@example.org>"}
    assert mail.outbox[1].message()["Message-ID"] not in tries
