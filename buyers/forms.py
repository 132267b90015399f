"""Forms of the coordinator's workspace; acts write what they hold."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from buyers.acts.groups import DELEGATE_FIELDS
from buyers.models import BuyerGroup, Coordinator, Delegate, MeetingRequest, SourcingNeed
from exhibitors.models import Certificate
from expo.common.forms import CountedText
from expo.fair.forms import HSCodesField, PersonForm, with_look_up


def time_zones() -> list[tuple[str, Any]]:
    """The time zones of the world, by name, after the choice of none."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("", _("At the fair")), *((name, name.replace("_", " ")) for name in names)]


class GroupForm(forms.ModelForm[BuyerGroup]):
    """A buyer group."""

    class Meta:
        model = BuyerGroup
        fields = ["name", "economy", "organised_by"]


class NewsForm(forms.ModelForm[Coordinator]):
    """When a coordinator hears of new matches."""

    class Meta:
        model = Coordinator
        fields = ["news"]
        labels = {"news": _("Tell me of new matches")}
        widgets = {"news": forms.RadioSelect}


class StayForm(forms.Form):
    """For whom a delegate buys, when they are there, and how they wish their days."""

    company = forms.CharField(label=_("Company"), max_length=200)
    job = forms.CharField(label=_("Job title"), max_length=100, required=False)
    arrives_on = forms.DateField(
        label=_("Arrives"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    leaves_on = forms.DateField(
        label=_("Leaves"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    online_from = forms.ChoiceField(
        label=_("Attends online, from the time zone"),
        required=False,
        choices=time_zones,
        help_text=_("Who attends online is met by link, while it is day there."),
    )
    most_meetings_a_day = forms.IntegerField(
        label=_("Most meetings a day"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: as many as there is time for."),
    )
    break_from = forms.TimeField(
        label=_("Break from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    break_until = forms.TimeField(
        label=_("Break until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Kept free each day, for a meal or a prayer; in the time of the fair."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.initial.get("online_from")
        choices: Any = self.fields["online_from"].choices  # type: ignore[attr-defined]
        if zone and zone not in dict(choices):  # by another name, as programs may give it
            self.fields["online_from"].choices = [*choices, (zone, zone)]  # type: ignore[attr-defined]

    @property
    def delegate(self) -> dict[str, Any]:
        """The delegate's columns."""
        return {name: self.cleaned_data[name] for name in DELEGATE_FIELDS}


class DelegateForm(StayForm, PersonForm):
    """Somebody who comes with a group to buy."""


class NeedForm(forms.ModelForm[SourcingNeed]):
    """What a delegate wants to buy."""

    hs_codes = HSCodesField(
        label=_("HS codes"),
        required=False,
        max_length=10,
        help_text=with_look_up(
            _(
                "2, 4 or 6 digits each, with commas between them, for example 0810, 2008.19; of national codes of 8 or "
                "10 digits the first 6 are kept."
            )
        ),
    )
    certificates_required = forms.MultipleChoiceField(
        label=_("Certificates required"),
        choices=Certificate.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    certificates_welcome = forms.MultipleChoiceField(
        label=_("Certificates welcome"),
        choices=Certificate.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = SourcingNeed
        fields = [
            "text",
            "hs_codes",
            "sectors",
            "certificates_required",
            "certificates_welcome",
            "quantity",
            "order_size",
            "order_unit",
        ]
        widgets = {"text": CountedText({"rows": 3}), "sectors": forms.CheckboxSelectMultiple}


class CompanionsForm(forms.Form):
    """Who of the group comes along to a delegate's meeting."""

    companions = forms.ModelMultipleChoiceField(
        Delegate.objects.none(),
        label=_("Who comes along"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The meeting is held when all of them are free."),
    )

    def __init__(self, delegate: Delegate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Delegate.objects.filter(group=delegate.group_id).exclude(pk=delegate.pk)
        self.fields["companions"].queryset = others.select_related("person")  # type: ignore[attr-defined]


class AskForm(forms.ModelForm[MeetingRequest]):
    """A wish to meet."""

    class Meta:
        model = MeetingRequest
        fields = ["priority", "message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 3})}


class GroupAskForm(CompanionsForm, AskForm):
    """A delegate's wish to meet, to which others of the group may come along."""

    field_order = ["priority", "message", "companions"]

    class Meta(AskForm.Meta):
        pass
