"""The form behind a new token."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from expo.access.models import ApiToken

FOR_EVER = "0"
DAYS = [
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("a year")),
    (FOR_EVER, _("until it is revoked")),
]


class TokenForm(forms.ModelForm[ApiToken]):
    """What a token is for, what it may and how long it lasts."""

    lasts = forms.ChoiceField(label=_("Lasts"), choices=DAYS, initial="90")

    class Meta:
        model = ApiToken
        fields = ["name", "scope"]

    @property
    def expires_at(self) -> datetime | None:
        """When it runs out."""
        days = self.cleaned_data["lasts"]
        return None if days == FOR_EVER else timezone.now() + timedelta(days=int(days))
