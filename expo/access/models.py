"""What programs come in with, and the answers that are kept for them to ask again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from expo.common.audit import audited


class TokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens, and which of them still open a door."""

    def live(self) -> "TokenQuerySet":
        """Those that were not revoked and have not run out, of users who may sign in."""
        in_time = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(in_time, revoked_at=None, user__is_active=True)


@audited(leave_out=("secret_hash", "last_used_at"))
class ApiToken(models.Model):
    """A program's key to what its user sees and does. The secret is known to who made it, and here by its hash."""

    class Scope(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read and write")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("user")
    )
    name = models.CharField(
        _("name"), max_length=100, help_text=_("What it is for, so that you know it again later.")
    )
    prefix = models.CharField(_("begins with"), max_length=12, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    scope = models.CharField(_("may"), max_length=10, choices=Scope, default=Scope.READ)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    expires_at = models.DateTimeField(_("runs out"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_run_out(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def standing(self) -> str:
        """`live`, `expired` or `revoked`."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.has_run_out else "live"


class KeptAnswer(models.Model):
    """The answer to a request that its program named by an Idempotency-Key: whoever asks again gets it again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64)  # the hash of method, address and body
    lease_until = models.DateTimeField(null=True)  # while it is being answered
    status = models.PositiveSmallIntegerField(null=True)  # once it is
    content_type = models.CharField(max_length=100, blank=True)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="a_key_once")]

    def __str__(self) -> str:
        return self.key
