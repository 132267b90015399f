"""Finding on the plan: what somebody looks for, and where it stands."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from exhibitors.directory.search import search
from exhibitors.models import BoothClaim, Certificate, Exhibitor
from exhibitors.states import Claim
from expo.fair.changes import kept_until_changed
from expo.fair.models import Booth, Economy, Edition, Hall, Sector, Zone

EXHIBITORS = Count("exhibitor", distinct=True)


class PlanForm(forms.Form):
    """What somebody looks for on the plan."""

    q = forms.CharField(
        label=_("Company, product, HS code or booth"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    economy = forms.ModelChoiceField(Economy.objects.none(), label=_("Economy"), required=False)
    zone = forms.ModelChoiceField(Zone.objects.none(), label=_("Zone"), required=False)
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False)
    certificate = forms.ChoiceField(label=_("Certificate"), required=False)

    def __init__(self, *args: Any, edition: Edition | None, **options: Any) -> None:
        """Offer the edition's zones and the economies that exhibit."""
        super().__init__(*args, **options)
        self.fields["economy"].queryset = _exhibiting(edition)  # type: ignore[attr-defined]
        self.fields["zone"].queryset = Zone.objects.filter(edition=edition)  # type: ignore[attr-defined]
        self.fields["certificate"].choices = [("", "---------"), *Certificate.choices]  # type: ignore[attr-defined]
        self.use_required_attribute = False

    @property
    def is_narrowed(self) -> bool:
        """Whether more than a word was given."""
        return any(self.data.get(name) for name in self.fields if name != "q")


def _exhibiting(edition: Edition | None) -> QuerySet[Economy]:
    """The economies of the edition's public exhibitors."""
    if edition is None:
        return Economy.objects.none()
    exhibitors = Exhibitor.objects.public().filter(edition=edition).order_by()
    codes = kept_until_changed(
        edition, "economies", lambda: list(exhibitors.values_list("company__economy", flat=True).distinct())
    )
    return Economy.objects.filter(pk__in=codes)


class Finding:
    """What one request looks for; without a word or a choice it looks for nothing, and all of the plan is plain."""

    def __init__(self, request: HttpRequest, edition: Edition | None) -> None:
        self.edition = edition
        self.form = PlanForm(request.GET or None, edition=edition)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        self.wanted = {name: value for name, value in asked.items() if value}

    def __bool__(self) -> bool:
        return self.edition is not None and bool(self.wanted)

    @property
    def text(self) -> str:
        """What was typed: perhaps the number of a booth."""
        return str(self.wanted.get("q", ""))

    def booth(self) -> Booth | None:
        """The booth whose number was typed, with its hall."""
        if self.edition is None or not self.text:
            return None
        numbered = Booth.objects.filter(edition=self.edition, number__iexact=self.text)
        return numbered.select_related("hall").first()

    @cached_property
    def claims(self) -> QuerySet[BoothClaim]:
        """The claims by which the exhibitors found have their booths; the search is put together once."""
        if self.edition is None or not self.wanted:
            return BoothClaim.objects.none()
        let = BoothClaim.objects.filter(booth__edition=self.edition, state=Claim.LET).order_by()
        zone = {"booth__zone": self.wanted["zone"]} if "zone" in self.wanted else {}
        others = {name: value for name, value in self.wanted.items() if name != "zone"}
        return let.filter(exhibitor__in=search(self.edition, others).order_by().values("pk"), **zone)

    def by_hall(self) -> dict[int, int]:
        """How many of the exhibitors found stand in each hall."""
        return dict(self.claims.values_list("booth__hall").annotate(EXHIBITORS))

    def number(self) -> int:
        """How many exhibitors with a booth were found."""
        return self.claims.values("exhibitor").distinct().count()

    def in_hall(self, hall: Hall) -> tuple[dict[int, int], set[int]]:
        """How many exhibitors were found in each hall, and at which booths in this one: one search."""
        booths = ArrayAgg("booth", filter=Q(booth__hall=hall), default=[])
        rows = self.claims.values_list("booth__hall").annotate(EXHIBITORS, booths=booths)
        here = {booth for *_others, of_hall in rows for booth in of_hall} | self._of_zone(hall)
        return {each: number for each, number, _booths in rows}, here

    def _of_zone(self, hall: Hall) -> set[int]:
        """The booths of a zone that was chosen alone: somebody asks where it is, whoever stands there."""
        if self.wanted.keys() != {"zone"}:
            return set()
        in_zone = Booth.objects.filter(edition=self.edition, hall=hall, zone=self.wanted["zone"])
        return set(in_zone.values_list("pk", flat=True))
