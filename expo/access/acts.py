"""Acts on tokens."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from expo.access.models import ApiToken
from expo.common.acts import Refused, act

MOST_TOKENS = 20
SHOWN = 9  # characters of a secret that stay readable: enough to know it again, too few to guess the rest


@act
def create(
    name: str, *, scope: ApiToken.Scope, expires_at: datetime | None = None, actor: Any
) -> tuple[ApiToken, str]:
    """Make a token for the actor; returns it with its secret, which can't be had again.

    Raises ValidationError by field, and Refused where the actor has twenty that still open a door.
    """
    get_user_model().objects.select_for_update().get(pk=actor.pk)  # so that two at once can't pass the limit
    if ApiToken.objects.live().filter(user=actor).count() >= MOST_TOKENS:
        raise Refused(_("You have %(most)s tokens. Revoke one that you don't use.") % {"most": MOST_TOKENS})
    if expires_at is not None and expires_at <= timezone.now():
        raise ValidationError({"expires_at": _("This date has passed already.")})
    secret = f"expo_{secrets.token_urlsafe(32)}"
    token = ApiToken(
        user=actor,
        name=name,
        scope=scope,
        expires_at=expires_at,
        prefix=secret[:SHOWN],
        secret_hash=hashed(secret),
    )
    token.full_clean()
    token.save(force_insert=True)
    return token, secret


@act
def revoke(token: ApiToken, *, actor: Any) -> None:
    """Let a token open no door any more."""
    if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        raise Refused(_("This token is revoked already."))


def note_use(token: ApiToken) -> None:
    """Write when a token was last used, once a minute at the most."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def hashed(secret: str) -> str:
    """Return the hash by which a secret is known; it is long and random, so that a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
