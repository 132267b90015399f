"""Roles in an edition: given, offered by e-mail, and taken back."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from expo.common.acts import Refused
from expo.fair import acts
from expo.fair.models import Role
from expo.fair.organisers import GROUP
from expo.fair.visible import editions_organised_by, organises
from expo.notifications.models import Notification
from expo.people import invitations
from expo.people.models import Invitation
from tests.factories import EditionFactory, PavilionFactory, UserFactory
from tests.faults.together import at_once

pytestmark = pytest.mark.django_db
Kind = Role.Kind


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def actor():
    return UserFactory()


@pytest.fixture
def invite(edition, actor):
    """Invite an address to a role, and return the token in its link."""

    def invite(email="noi@example.org", kind=Kind.COORDINATOR, pavilion=None):
        invitations.invite(
            email,
            to="role",
            about=f"fair.edition:{edition.pk}:{kind}",
            within=f"fair.edition:{edition.pk}",
            facts={
                "edition": edition.pk,
                "kind": kind,
                "pavilion": pavilion and pavilion.pk,
                "title": "Role",
            },
            language="zh-hans",
            actor=actor,
        )
        return Notification.objects.filter(kind="invitation").latest("pk").facts["path"].split("/")[-2]

    return invite


@pytest.fixture
def noi():
    return UserFactory(email="noi@example.org")


def is_in_admin(user):
    user.refresh_from_db()
    return user.is_staff and user.groups.filter(name=GROUP).exists()


def test_an_organiser_steers_the_edition_and_may_use_the_admin(edition, actor, noi):
    assert not organises(noi, edition)
    acts.grant(edition, noi, Kind.ORGANISER, actor=actor)
    assert organises(noi, edition)
    assert list(editions_organised_by(noi)) == [edition]
    assert not organises(noi, EditionFactory())
    assert is_in_admin(noi)
    assert Group.objects.get(name=GROUP).permissions.filter(codename="view_exhibitor").exists()


@pytest.mark.parametrize("kind", [Kind.COORDINATOR, Kind.PAVILION_ORGANISER])
def test_other_roles_do_not_open_the_admin(edition, actor, noi, kind):
    pavilion = PavilionFactory(edition=edition) if kind == Kind.PAVILION_ORGANISER else None
    acts.grant(edition, noi, kind, pavilion=pavilion, actor=actor)
    assert not organises(noi, edition)
    assert not is_in_admin(noi)


def test_a_role_given_twice_is_one_role(edition, actor, noi):
    first = acts.grant(edition, noi, Kind.ORGANISER, actor=actor)
    assert acts.grant(edition, noi, Kind.ORGANISER, actor=actor) == first


def test_a_role_taken_back_closes_the_admin_with_the_last_edition(edition, actor, noi):
    here = acts.grant(edition, noi, Kind.ORGANISER, actor=actor)
    there = acts.grant(EditionFactory(), noi, Kind.ORGANISER, actor=actor)
    acts.revoke(here, actor=actor)
    assert not organises(noi, edition)
    assert is_in_admin(noi)
    acts.revoke(there, actor=actor)
    assert not is_in_admin(noi)


def test_who_may_not_sign_in_any_more_steers_nothing(edition, actor, noi):
    acts.grant(edition, noi, Kind.ORGANISER, actor=actor)
    noi.is_active = False
    assert not organises(noi, edition)
    assert not editions_organised_by(noi).exists()


@pytest.mark.parametrize(("kind", "has_pavilion"), [(Kind.ORGANISER, True), (Kind.PAVILION_ORGANISER, False)])
def test_a_pavilion_goes_with_its_organiser_and_with_nobody_else(edition, actor, noi, kind, has_pavilion):
    pavilion = PavilionFactory(edition=edition) if has_pavilion else None
    with pytest.raises(IntegrityError, match="pavilion_with_its_organiser_only"):
        acts.grant(edition, noi, kind, pavilion=pavilion, actor=actor)


def test_accepting_gives_the_role(invite, edition, noi):
    token = invite("  NOI@Example.org ", Kind.ORGANISER)
    accepted = invitations.accept(token, actor=noi)
    assert (accepted.email, accepted.purpose) == ("noi@example.org", "role")
    assert noi.roles.get().kind == Kind.ORGANISER
    assert is_in_admin(noi)
    row = Invitation.objects.get()
    assert (row.state, row.accepted_by) == ("accepted", noi)


def test_accepting_gives_the_pavilion(invite, edition, noi):
    pavilion = PavilionFactory(edition=edition)
    invitations.accept(invite(kind=Kind.PAVILION_ORGANISER, pavilion=pavilion), actor=noi)
    assert noi.roles.get().pavilion == pavilion


def test_an_invitation_is_told_in_its_language_and_holds_a_link_and_no_readable_token(invite):
    token = invite()
    told = Notification.objects.get(kind="invitation")
    assert (told.address, told.language, told.recipient) == ("noi@example.org", "zh-hans", None)
    assert told.text.link.endswith(f"/invitations/{token}/")
    assert token not in str(Invitation.objects.values().get())


def refused(token, user, why):
    assert invitations.find(token) is None or why.startswith("This invitation is for")
    with pytest.raises(Refused, match=why):
        invitations.accept(token, actor=user)
    assert not user.roles.exists()


def test_an_invitation_works_once(invite, noi):
    token = invite()
    invitations.accept(token, actor=noi)
    noi.roles.all().delete()
    refused(token, noi, "not open any more")


def test_an_invitation_runs_out(invite, noi):
    token = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    refused(token, noi, "not open any more")


def test_a_second_invitation_revokes_the_first(invite, noi):
    first, second = invite(), invite()
    refused(first, noi, "not open any more")
    invitations.accept(second, actor=noi)
    assert noi.roles.count() == 1


def test_an_invitation_is_for_its_address_alone(invite, noi):
    token = invite("somebody@example.org")
    refused(token, noi, "This invitation is for another e-mail address")
    assert Invitation.objects.get().state == "open"


def test_a_made_up_token_opens_nothing(noi):
    refused("made-up", noi, "not open any more")


@pytest.mark.django_db(transaction=True)
def test_an_invitation_accepted_twice_at_once_works_once(invite, noi):
    token = invite()
    outcomes = at_once(*[partial(invitations.accept, token, actor=noi)] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["Invitation", "Refused"]
    assert noi.roles.count() == 1


@pytest.mark.django_db(transaction=True)
def test_inviting_twice_at_once_leaves_one_link_open(invite, edition):
    outcomes = at_once(invite, invite)
    assert Invitation.objects.filter(state="open").count() == 1
    assert all(isinstance(each, str | Refused) for each in outcomes), outcomes


def test_the_page_shows_an_open_invitation_and_takes_it_on(client, invite, noi):
    page = reverse("invitation", args=[invite()])
    assert client.get(page).status_code == 302  # to sign in first
    client.force_login(noi)
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 302
    assert noi.roles.exists()
    assert client.get(page).status_code == 410
