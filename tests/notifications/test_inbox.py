"""The inbox: what the platform told somebody, for that person's eyes."""

import pytest
from django.core import mail
from django.urls import reverse

from exhibitors.messages import APPROVED
from expo.notifications.models import Notification
from expo.notifications.tasks import deliver_due
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def inbox(client, user):
    """Sign in and return what reads the inbox."""
    client.force_login(user)

    def read():
        return client.get(reverse("inbox")).content.decode()

    return read


def approved(tell, user, company):
    return tell(user, kind=APPROVED, company=company, exhibitor=7)


def test_it_shows_one_s_own_messages_alone(tell, user, inbox):
    approved(tell, user, "My company")
    approved(tell, UserFactory(), "Their company")
    tell(address=user.email, kind=APPROVED, company="Nobody in particular", exhibitor=7)
    page = inbox()
    assert "My company" in page
    assert "Their company" not in page
    assert "Nobody in particular" not in page


def test_it_is_there_before_the_e_mail_is_and_once_however_often_that_is_sent(tell, user, inbox):
    delivery = approved(tell, user, "My company")
    title = "My company is an exhibitor of the fair"
    assert inbox().count(title) == 1
    deliver_due()
    type(delivery).objects.update(state="waiting")
    deliver_due()
    assert len(mail.outbox) == 2
    assert inbox().count(title) == 1


def test_it_shows_what_people_entered_as_text(tell, user, inbox):
    approved(tell, user, "<script>alert(1)</script>")
    page = inbox()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_it_shows_each_message_in_the_language_in_which_it_was_told(tell, user, inbox):
    approved(tell, user, "My company")
    tell(user, kind=APPROVED, language="zh-hans", company="My company", exhibitor=8)
    page = inbox()
    assert "My company is an exhibitor of the fair" in page
    assert 'lang="zh-hans"' in page


def test_reading_marks_one_s_own_alone(tell, user, inbox, client):
    approved(tell, user, "Mine")
    approved(tell, UserFactory(), "Theirs")
    inbox()
    assert client.get(reverse("inbox-read")).status_code == 405
    client.post(reverse("inbox-read"))
    assert Notification.objects.get(recipient=user).read_at
    assert Notification.objects.exclude(recipient=user).get().read_at is None


def test_strangers_have_to_sign_in(client):
    for name in ("inbox", "inbox-read"):
        answer = client.post(reverse(name))
        assert answer.status_code == 302
        assert reverse("account_login") in answer.url


def test_account_e_mails_go_through_the_outbox_and_are_in_nobody_s_inbox(client):
    answer = client.post(
        reverse("account_signup"),
        {
            "name": "Nur Aisyah",
            "email": "new@example.org",
            "password1": "a-long-and-quiet-river",
            "password2": "a-long-and-quiet-river",
        },
    )
    assert answer.status_code == 302
    assert not mail.outbox  # nothing is sent while somebody waits for a page
    told = Notification.objects.get()
    assert (told.kind, told.address, told.recipient) == ("account-mail", "new@example.org", None)
    assert deliver_due() == 1
    (sent,) = mail.outbox
    assert sent.to == ["new@example.org"]
    assert "/accounts/confirm-email/" in sent.body


def test_account_e_mails_are_in_the_language_of_the_page(client):
    UserFactory(email="known@example.org")
    client.post("/zh-hans/accounts/password/reset/", {"email": "known@example.org"})
    assert Notification.objects.get().language == "zh-hans"
