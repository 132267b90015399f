"""Until when a company may answer an offer."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from expo.common.admin import ActForm
from expo.fair.models import Edition


class AnswerByForm(ActForm):
    """Asks for the last day on which an offer may be answered."""

    days_to_answer = 7

    answer_by = forms.DateField(
        label=_("To be answered by"),
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
        help_text=_("The offer lapses at the end of this day, at the fair."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggested = self.edition.today + timedelta(days=self.days_to_answer)
        self.fields["answer_by"].initial = suggested.isoformat()

    @property
    def edition(self) -> Edition:
        """Of what is offered, for its clock."""
        return self.row.edition

    def clean_answer_by(self) -> datetime:
        """Return the end of the day, at the fair."""
        return datetime.combine(self.cleaned_data["answer_by"], time(23, 59, 59), tzinfo=self.edition.zone)
