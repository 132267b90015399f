"""Form fields that several apps use."""

from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.validators import MaxLengthValidator
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from buyers.matching.codes import LONGEST, one_written, written
from expo.fair.models.trade import valid_hs_code
from expo.fair.wrong_codes import as_typed, named
from expo.people.languages import SPOKEN

_not_too_long = MaxLengthValidator(LONGEST)


def with_look_up(text: Any) -> Any:
    """A help text with a link to the page that finds HS codes by word; it opens beside the half-filled form."""
    return lazy(format_html, str)(
        '{} <a href="{}" target="_blank">{}</a>', text, reverse_lazy("hs-codes"), _("Look up a code by words")
    )


class HSCodeField(forms.CharField):
    """An HS code, typed with or without dots and spaces, or a national code below it."""

    default_validators = [valid_hs_code]

    def to_python(self, value: Any) -> str:
        """Leave the digits alone: 0810.60.00 is 081060."""
        return one_written(super().to_python(value) or "")


class HSCodesField(SimpleArrayField):
    """Several HS codes, each kept once, with between them whatever people put there: see `written`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(HSCodeField(), **options)

    def to_python(self, value: Any) -> Any:
        """Return the codes, as they are; raises ValidationError where a text is longer than codes are."""
        if isinstance(value, str):
            _not_too_long(value)
        return super().to_python(",".join(written(value)) if isinstance(value, str) else value)

    def clean(self, value: Any) -> list[str]:
        """Return them; national codes may be the same in the Harmonized System. Name those that are wrong."""
        wrong: dict[str, list[str]] = {}
        for code in self.to_python(value):
            for error in _errors(self.base_field, code):
                wrong.setdefault(error, []).append(as_typed(code, str(value)))
        if wrong:
            raise forms.ValidationError([named(codes, error) for error, codes in wrong.items()])
        return list(dict.fromkeys(super().clean(value)))


def _errors(field: Any, code: str) -> list[str]:
    try:
        field.clean(code)
    except forms.ValidationError as error:
        return error.messages
    return []


class LanguagesField(forms.MultipleChoiceField):
    """Languages that somebody speaks."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        """Offer the languages of the fair."""
        super().__init__(**{"choices": SPOKEN, "required": False, **options})


class PersonForm(forms.Form):
    """A person's names and languages; kept apart from what the person does at the fair."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("In the person's own script and order.")
    )
    latin_name = forms.CharField(label=_("Name in Latin letters"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    languages = LanguagesField(label=_("Languages spoken"))

    PERSON_FIELDS = ("name", "latin_name", "email", "languages")

    @property
    def person(self) -> dict[str, Any]:
        """The person's columns."""
        return {name: self.cleaned_data[name] for name in self.PERSON_FIELDS}
