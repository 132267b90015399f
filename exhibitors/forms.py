"""Forms of the exhibitor's workspace; acts write what they hold."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Certificate, Company, Exhibitor, Product
from exhibitors.models.registrations import OpenSides
from exhibitors.places import halls_of
from expo.fair.forms import HSCodeField, LanguagesField, PersonForm, with_look_up
from expo.fair.models import Economy, Edition, Sector


class CompanyForm(forms.ModelForm[Company]):
    """A company that registers for the first time."""

    class Meta:
        model = Company
        fields = ["economy", "name", "name_en", "registration_number", "city", "website"]


class ExhibitorForm(forms.ModelForm[Exhibitor]):
    """What an exhibitor tells and wishes for."""

    languages = LanguagesField(label=_("Languages spoken at the booth"))

    class Meta:
        model = Exhibitor
        fields = [
            "about",
            "about_en",
            "sectors",
            "languages",
            "booth_kind",
            "booth_area",
            "accepts_smaller",
            "zone",
            "hall",
            "open_sides",
            "exhibit_weight",
            "exhibit_height",
            "wishes",
        ]
        widgets = {"sectors": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        """Offer the edition's zones and halls."""
        super().__init__(*args, **options)
        self.fields["zone"].queryset = edition.zones.all()  # type: ignore[attr-defined]
        self.fields["hall"].queryset = halls_of(edition)  # type: ignore[attr-defined]
        for name in ("open_sides", "exhibit_weight", "exhibit_height"):
            self.fields[name].required = False

    def clean_open_sides(self) -> int:
        """Return no wish where nothing is said."""
        return self.cleaned_data["open_sides"] or OpenSides.ANY

    def clean_exhibit_weight(self) -> int:
        """Return nothing heavy where nothing is said."""
        return self.cleaned_data["exhibit_weight"] or 0

    def clean_exhibit_height(self) -> int:
        """Return nothing high where nothing is said."""
        return self.cleaned_data["exhibit_height"] or 0


class WantedForm(forms.Form):
    """Which buyers a company wishes to meet; whatever is left empty leaves it open."""

    economies = forms.ModelMultipleChoiceField(
        Economy.objects.all(),
        label=_("Buyers from"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever comes from elsewhere is still recommended, only further down."),
    )
    sectors = forms.ModelMultipleChoiceField(
        Sector.objects.all(), label=_("Who look for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    markets = forms.ModelMultipleChoiceField(
        Economy.objects.all(),
        label=_("You deliver to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ProductForm(forms.ModelForm[Product]):
    """One product."""

    hs_code = HSCodeField(
        label=_("HS code"),
        help_text=with_look_up(
            _(
                "2, 4 or 6 digits of the Harmonized System, for example 0810.60 for fresh durians; of a national "
                "code of 8 or 10 digits the first 6 are kept."
            )
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    certificates = forms.MultipleChoiceField(
        label=_("Certificates"),
        choices=Certificate.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Product
        fields = [
            "name",
            "name_en",
            "description",
            "hs_code",
            "sectors",
            "certificates",
            "least_order",
            "most_order",
            "order_unit",
            "picture",
        ]
        widgets = {
            "sectors": forms.CheckboxSelectMultiple,
            "picture": forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        }


class HSSearchForm(forms.Form):
    """Goods whose HS code somebody looks for."""

    q = forms.CharField(
        label=_("What are the goods?"),
        help_text=_("In your words, in any language, or the first digits of a code."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class RepresentativeForm(PersonForm):
    """Somebody who will stand at the booth."""

    job = forms.CharField(label=_("Job title"), max_length=100, required=False)


class BoothChoiceForm(forms.Form):
    """Which booth to give to which exhibitor of a pavilion."""

    def __init__(self, *args: Any, booths: Any, exhibitors: Any, **options: Any) -> None:
        """Offer these booths and exhibitors."""
        super().__init__(*args, **options)
        self.fields["exhibitor"] = forms.ModelChoiceField(exhibitors, label=_("Exhibitor"))
        self.fields["booth"] = forms.ModelChoiceField(booths, label=_("Booth"))
