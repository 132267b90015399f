"""Invitations: for one address, once, in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from expo.common.acts import Refused
from expo.fair.models import Role
from expo.notifications.models import Notification
from expo.people import invitations
from expo.people.models import Invitation
from tests import factories as make

EMAIL = "coordinator@example.org"


@pytest.fixture
def edition(db):
    return make.EditionFactory()


def invite(edition, email=EMAIL, **options):
    """Invite somebody to coordinate; returns the secret that the mail has."""
    facts = {"edition": edition.pk, "kind": Role.Kind.COORDINATOR, "title": "Coordinator"}
    about = f"fair.edition:{edition.pk}"
    options = {"to": "role", "about": about, "within": about, "facts": facts, "language": "en", **options}
    made = invitations.invite(email, actor=make.UserFactory(), **options)
    letter = Notification.objects.get(about=f"invitation:{made.pk}")
    return letter.facts["path"].rstrip("/").rsplit("/", 1)[-1]


def roles_of(user):
    return [role.kind for role in Role.objects.filter(user=user)]


def test_it_gives_what_it_is_for(edition):
    user = make.UserFactory(email=EMAIL)
    invitations.accept(invite(edition), actor=user)
    assert roles_of(user) == [Role.Kind.COORDINATOR]
    assert Invitation.objects.get().accepted_by == user


def test_it_does_not_mind_the_case_of_the_address(edition):
    user = make.UserFactory(email=EMAIL)
    invitations.accept(invite(edition, EMAIL.upper()), actor=user)
    assert roles_of(user)


def test_it_works_once(edition):
    user = make.UserFactory(email=EMAIL)
    secret = invite(edition)
    invitations.accept(secret, actor=user)
    with pytest.raises(Refused, match="not open any more"):
        invitations.accept(secret, actor=user)


def test_it_is_for_one_address_alone(edition):
    other = make.UserFactory()
    secret = invite(edition)
    with pytest.raises(Refused, match="another e-mail address"):
        invitations.accept(secret, actor=other)
    assert not roles_of(other)
    assert invitations.find(secret) is not None


def test_it_runs_out(edition):
    user = make.UserFactory(email=EMAIL)
    secret = invite(edition)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert invitations.find(secret) is None
    with pytest.raises(Refused):
        invitations.accept(secret, actor=user)
    assert not roles_of(user)


def test_it_makes_an_earlier_one_worthless(edition):
    user = make.UserFactory(email=EMAIL)
    earlier, later = invite(edition), invite(edition)
    with pytest.raises(Refused):
        invitations.accept(earlier, actor=user)
    invitations.accept(later, actor=user)
    assert roles_of(user)


def test_it_is_kept_without_its_secret(edition):
    secret = invite(edition)
    assert secret not in str(list(Invitation.objects.values()))


def test_it_is_written_in_the_language_asked_for(edition):
    invite(edition, language="zh-hans")
    assert Notification.objects.get().language == "zh-hans"
