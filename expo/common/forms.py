"""Forms in the platform's look."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    """Draws every form and field with the components in templates/components."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class CountedText(forms.Textarea):
    """A text box that says how much of it is filled, and counts as the browser does.

    It says so on pages that have static/common/counted.js. A browser takes a line break for one character, and sends
    two.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-counted": _("{used} of {most} characters"), **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was entered, each line break as one character."""
        entered = super().value_from_datadict(data, files, name)
        return entered.replace("\r\n", "\n") if isinstance(entered, str) else entered
