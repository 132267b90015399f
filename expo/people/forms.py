"""Forms about people."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from expo.people.models import Person, User


class SignUpForm(forms.Form):
    """What somebody who signs up tells beside address and password (allauth's ACCOUNT_SIGNUP_FORM_CLASS)."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("In your own script, in the order that you use."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    latin_name = forms.CharField(label=_("Name in Latin letters"), max_length=200, required=False)
    field_order = ("name", "latin_name", "email", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Make the person behind the new user."""
        data: dict[str, Any] = self.cleaned_data
        Person.objects.create(user=user, name=data["name"], latin_name=data["latin_name"], email=user.email)
