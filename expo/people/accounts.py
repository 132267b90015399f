"""How django-allauth's accounts fit in: its e-mails go through the outbox like all others."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation

from expo.notifications.acts import tell_in_transaction
from expo.people.messages import ACCOUNT_MAIL
from expo.people.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Writes account e-mails as rows, and keeps the language that somebody signed up in."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put an account e-mail into the outbox; links in it work once, and it is in nobody's inbox."""
        message = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            tell_in_transaction(
                ACCOUNT_MAIL,
                to=None,
                address=email,
                language=translation.get_language() or "",
                about=f"mail:{uuid.uuid4()}",
                within="",
                version=1,
                facts={"subject": message.subject, "body": message.body},
            )

    def clean_email(self, email: str) -> str:
        """Refuse an address that is longer than the database keeps; allauth's forms take more."""
        MaxLengthValidator(User._meta.get_field("email").max_length)(email)
        return super().clean_email(email)

    def format_email_subject(self, subject: str) -> str:
        """Leave subjects as they are: the sender's name says who writes."""
        return " ".join(subject.split())

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Save somebody who signs up, with the language of the page."""
        user.language = translation.get_language() or user.language
        return super().save_user(request, user, form, commit)
