"""Making an account: by an e-mail address that has to be confirmed, and nobody learns who has one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from expo.notifications.models import Notification
from expo.notifications.tasks import deliver_due
from expo.people.models import Person, User
from tests import factories as make

EMAIL = "aisyah@example.org"
PASSWORD = "a-long-and-quiet-river"

pytestmark = pytest.mark.django_db


def sign_up(client, email=EMAIL, language="en", **fields):
    form = {"name": "Nur Aisyah", "email": email, "password1": PASSWORD, "password2": PASSWORD, **fields}
    return client.post(f"/{language}/accounts/signup/", form)


def sign_in(client, email=EMAIL, password=PASSWORD):
    return client.post("/en/accounts/login/", {"login": email, "password": password})


def is_signed_in(client):
    return client.get(reverse("workspace")).status_code == 200


def link_in_mail(number=-1):
    deliver_due()
    return re.search(r"http://[^/]+(/\S+)", mail.outbox[number].body)[1]


def known_user(email=EMAIL, *, verified=True, **fields):
    user = make.UserFactory(email=email, password=PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def told(response):
    """What a page tells, without what differs at each answer."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return response.status_code, response.headers.get("Location", ""), text


def test_it_lets_nobody_in_before_the_address_is_confirmed(client):
    assert sign_up(client).url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert sign_in(client).url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)


def test_it_lets_somebody_in_who_has_confirmed_the_address(client):
    sign_up(client)
    path = link_in_mail()
    assert mail.outbox[0].to == [EMAIL]
    assert not EmailAddress.objects.get().verified
    assert client.get(path).status_code == 200
    assert not EmailAddress.objects.get().verified  # a mail scanner that follows the link confirms nothing
    client.post(path)
    assert EmailAddress.objects.get().verified
    assert not is_signed_in(client)
    assert sign_in(client).url == reverse("workspace")
    assert is_signed_in(client)


def test_it_confirms_from_another_browser_and_signs_nobody_in_there(client):
    sign_up(client)
    elsewhere = Client()
    elsewhere.post(link_in_mail())
    assert EmailAddress.objects.get().verified
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_keeps_the_names_and_the_language_of_the_page(language, client):
    sign_up(client, language=language, name="林小梅", latin_name="Lin Xiaomei")
    person = Person.objects.get(user__email=EMAIL)
    assert (person.name, person.latin_name, person.email) == ("林小梅", "Lin Xiaomei", EMAIL)
    assert person.user.language == language
    letter = Notification.objects.get()
    assert letter.language == language
    assert f"/{language}/accounts/confirm-email/" in letter.facts["body"]


def test_it_keeps_links_out_of_the_inbox(client):
    sign_up(client)
    assert Notification.objects.get().recipient is None


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", ""),
        ("email", "no-address"),
        ("email", ""),
        ("password1", "short"),
        ("password2", "another-quiet-river"),
    ],
)
def test_it_says_at_the_field_what_is_wrong(field, wrong, client):
    answer = sign_up(client, **{field: wrong})
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not User.objects.exists()
    assert not Person.objects.exists()


class TestWhoHasAnAccount:
    """Stays unknown to who asks: the answers are the same, and only the mail differs."""

    @pytest.mark.parametrize("verified", [True, False])
    @pytest.mark.parametrize("written", [EMAIL, EMAIL.upper()])
    def test_it_answers_alike_at_sign_up(self, verified, written):
        known_user(verified=verified)
        known, unknown = Client(), Client()
        assert told(sign_up(known, written)) == told(sign_up(unknown, "new@example.org"))
        page = reverse("account_email_verification_sent")
        pages = [told(each.get(page))[2] for each in (known, unknown)]
        assert pages[0].replace(written.lower(), "…") == pages[1].replace("new@example.org", "…")
        assert User.objects.filter(email=EMAIL).count() == 1
        assert not Person.objects.filter(user__email=EMAIL).exists()

    def test_it_tells_the_owner_of_the_address_alone(self, client):
        known_user()
        sign_up(client)
        deliver_due()
        assert [letter.to for letter in mail.outbox] == [[EMAIL]]
        assert "confirm-email" not in mail.outbox[0].body
        assert not is_signed_in(client)

    def test_it_answers_alike_when_a_password_is_forgotten(self):
        known_user()
        path = reverse("account_reset_password")
        answers = [told(Client().post(path, {"email": email})) for email in (EMAIL, "new@example.org")]
        assert answers[0] == answers[1]
        assert answers[0][:2] == (302, reverse("account_reset_password_done"))

    def test_it_answers_alike_at_a_wrong_sign_in(self):
        known_user()
        answers = [told(sign_in(Client(), email, "wrong-password")) for email in (EMAIL, "new@example.org")]
        assert answers[0][2].replace(EMAIL, "…") == answers[1][2].replace("new@example.org", "…")
        assert answers[0][0] == 200


class TestANewPassword:
    def test_it_is_set_by_the_link_in_the_mail_once(self, client):
        known_user()
        client.post(reverse("account_reset_password"), {"email": EMAIL.upper()})
        path = link_in_mail()
        form = client.get(path, follow=True)
        new = {"password1": "an-even-longer-river", "password2": "an-even-longer-river"}
        assert client.post(form.wsgi_request.path, new).status_code == 302
        assert sign_in(Client(), password=PASSWORD).status_code == 200
        assert sign_in(client, password="an-even-longer-river").url == reverse("workspace")
        assert "too old or was used" in Client().get(path, follow=True).content.decode()


class TestAnAddress:
    """Belongs to one user, however it is written."""

    def test_it_is_unique_whatever_its_case(self):
        make.UserFactory(email=EMAIL)
        with pytest.raises(IntegrityError):
            make.UserFactory(email=EMAIL.upper())

    def test_it_is_unique_in_the_database_itself(self):
        user = make.UserFactory()
        make.UserFactory(email=EMAIL)
        with pytest.raises(IntegrityError):
            User.objects.filter(pk=user.pk).update(email="Aisyah@Example.org")

    def test_it_signs_in_however_it_is_written(self, client):
        known_user()
        assert sign_in(client, "Aisyah@Example.ORG").url == reverse("workspace")

    def test_it_does_not_sign_in_who_may_not(self, client):
        known_user(is_active=False)
        sign_in(client)
        assert not is_signed_in(client)


def test_it_stops_guessing_after_a_few_tries(client):
    known_user()
    for _attempt in range(5):
        sign_in(client, password="wrong-password")
    sign_in(client)
    assert not is_signed_in(client)


def test_it_goes_on_to_where_one_wanted_to_go(client):
    known_user()
    form = {"login": EMAIL, "password": PASSWORD}
    assert client.post("/en/accounts/login/?next=/en/workspace/diary/", form).url == "/en/workspace/diary/"
    client.logout()
    assert client.post("/en/accounts/login/?next=https://evil.example/", form).url == reverse("workspace")


class TestAnAddressThatIsTooLong:
    """Longer than the database keeps, though forms of allauth's take it."""

    EMAIL = f"{'x' * 250}@example.org"

    def test_nobody_signs_up_with_it(self, client):
        answer = sign_up(client, self.EMAIL)
        assert "254" in answer.context["form"].errors["email"][0]
        assert not User.objects.exists()

    def test_nobody_adds_it(self, client):
        user = make.UserFactory()
        client.force_login(user)
        answer = client.post("/en/accounts/email/", {"email": self.EMAIL, "action_add": ""})
        assert "254" in answer.context["form"].errors["email"][0]
        assert not EmailAddress.objects.filter(user=user, email=self.EMAIL).exists()
