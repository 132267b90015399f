"""Human beings, those of them who sign in, and invitations to do so."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from expo.common.audit import audited
from expo.common.files import RealPicture
from expo.people.managers import UserManager


@audited(leave_out=("password", "last_login"))
class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in, by e-mail address."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_an_address")]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        """The person's name where it is known, else the address."""
        person = getattr(self, "person", None)
        return person.name if person else self.email


@audited(leave_out=("passport_name",))
class Person(models.Model):
    """A human being. Each name is as the person writes it, in the person's own order, and never derived."""

    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="person", verbose_name=_("user")
    )
    name = models.CharField(
        _("name"), max_length=200, help_text=_("In your own script, in the order that you use.")
    )
    latin_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    passport_name = models.CharField(_("name as in the passport"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    languages = ArrayField(
        models.CharField(max_length=10),
        default=list,
        blank=True,
        verbose_name=_("languages spoken"),
        help_text=_("Codes with commas between them, for example: zh, en, th."),
    )
    photo = models.ImageField(_("photo"), upload_to="people/", blank=True, validators=[RealPicture()])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name_with_latin

    @property
    def name_with_latin(self) -> str:
        """The name, with its Latin form behind it where that differs."""
        if self.latin_name and self.latin_name != self.name:
            return f"{self.name} ({self.latin_name})"
        return self.name


@audited(leave_out=("token_hash",))
class Invitation(models.Model):
    """An invitation to one address to take something on; apps say by `purpose` what accepting it does."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REVOKED = "revoked", _("Revoked")

    email = models.EmailField(_("e-mail address"))
    purpose = models.CharField(_("purpose"), max_length=60)
    about = models.CharField(_("about"), max_length=100)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    accepted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    created_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "purpose", "about"],
                condition=models.Q(state="open"),
                name="one_open_invitation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.purpose}"
