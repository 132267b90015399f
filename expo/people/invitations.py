"""Inviting people by e-mail: each app declares by purpose what accepting does."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from expo.common.acts import Refused, act
from expo.notifications.acts import tell_in_transaction
from expo.people.messages import INVITATION
from expo.people.models import Invitation, User

VALID = timedelta(days=14)
Accept = Callable[[Invitation, User], None]
_purposes: dict[str, Accept] = {}


def purpose(name: str) -> Callable[[Accept], Accept]:
    """Declare what accepting an invitation of this purpose does, in the accepting act's transaction."""

    def declare(accept: Accept) -> Accept:
        _purposes[name] = accept
        return accept

    return declare


@act
def invite(
    email: str, *, to: str, about: str, within: str, facts: dict[str, Any], language: str, actor: User
) -> Invitation:
    """Invite an address; an earlier open invitation to the same thing is revoked, its link with it.

    `within` names the edition, whose organisers see that the message was sent.
    """
    email = email.strip().lower()
    Invitation.objects.filter(email=email, purpose=to, about=about, state=Invitation.State.OPEN).update(
        state=Invitation.State.REVOKED
    )
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email,
        purpose=to,
        about=about,
        facts=facts,
        language=language,
        token_hash=_hash(token),
        invited_by=actor,
        expires_at=timezone.now() + VALID,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:  # somebody else invites the same address at this moment
        raise Refused(
            _("Somebody else changed this a moment ago. Load the page again to see how it stands.")
        ) from error
    tell_in_transaction(
        INVITATION,
        to=User.objects.filter(email__iexact=email).first(),
        address=email,
        language=language,
        about=f"invitation:{invitation.pk}",
        within=within,
        version=1,
        facts={
            "to": facts.get("title", about),
            "path": reverse("invitation", args=[token]),
            "expires_at": invitation.expires_at.isoformat(),
        },
    )
    return invitation


def find(token: str) -> Invitation | None:
    """Return the open invitation of this token, or None."""
    return Invitation.objects.filter(_still_open(), token_hash=_hash(token)).first()


@act
def accept(token: str, *, actor: User) -> Invitation:
    """Accept an invitation; it works once, in time, and for the invited address alone."""
    invitation = Invitation.objects.select_for_update().filter(_still_open(), token_hash=_hash(token)).first()
    if invitation is None:
        raise Refused(_("This invitation is not open any more. Ask for a new one."))
    if invitation.email != actor.email.lower():
        raise Refused(_("This invitation is for another e-mail address. Sign in with that one."))
    Invitation.objects.filter(pk=invitation.pk).update(state=Invitation.State.ACCEPTED, accepted_by=actor)
    _purposes[invitation.purpose](invitation, actor)
    return invitation


def _still_open() -> Q:
    return Q(state=Invitation.State.OPEN, expires_at__gt=timezone.now())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
