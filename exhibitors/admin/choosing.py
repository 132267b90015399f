"""Choosing a booth for an exhibitor: those free and allowed, best fit for its wish first."""

from typing import Any

from django import forms
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Abs
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from exhibitors.acts.booths import free_booths
from exhibitors.admin.answering import AnswerByForm
from exhibitors.models import Exhibitor
from expo.common.admin import ActForm
from expo.fair.models import Booth

MOST_SHOWN = 30


def fitting(exhibitor: Exhibitor) -> QuerySet[Booth]:
    """The free booths that the exhibitor may have, best fit for its wish first."""
    allowed = free_booths(exhibitor.edition).filter(Q(pavilion=None) | Q(pavilion=exhibitor.pavilion_id))
    return allowed.select_related("hall", "zone", "pavilion").order_by(
        _unless(Q(pavilion=exhibitor.pavilion_id) if exhibitor.pavilion_id else Q(pavilion=None)),
        _unless(Q(kind=exhibitor.booth_kind)),
        _unless(Q(zone=exhibitor.zone_id)),
        Abs(F("area") - exhibitor.booth_area),
        "hall__position",
        "number",
    )


class ChooseBooth(ActForm):
    """Which booth. Any of the edition's may be asked for: the act says what is free where one is taken."""

    template = "admin/acts/choose_booth.html"

    booth = forms.ModelChoiceField(
        Booth.objects.none(),
        label=_("Booth"),
        to_field_name="number",
        error_messages={
            "required": _("Choose a booth, or enter its number."),
            "invalid_choice": _("There is no booth of this number."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["booth"]
        field.queryset = Booth.objects.filter(edition=self.row.edition_id)

    @property
    def sought(self) -> str:
        """What the organiser looks for, in numbers, halls and zones."""
        return self.request.GET.get("q", "").strip()

    @cached_property
    def shown(self) -> list[Booth]:
        """The booths to choose from."""
        found = fitting(self.row)
        if self.sought:
            words = Q(number__icontains=self.sought) | Q(hall__code__iexact=self.sought)
            found = found.filter(words | Q(zone__name__icontains=self.sought))
        return list(found[:MOST_SHOWN])

    @property
    def others(self) -> list[Any]:
        """The fields besides the booth."""
        return [self[name] for name in self.fields if name != "booth"]


class OfferBooth(AnswerByForm, ChooseBooth):
    """Which booth, and until when the company may answer."""


def _unless(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())
