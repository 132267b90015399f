"""What lists of exhibitors and products can be narrowed by."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters

from exhibitors.models import Certificate, Exhibitor, Product
from exhibitors.states import Registration
from expo.fair.models import Bloc, BlocMembership, Economy, Sector
from expo.fair.models.trade import valid_hs_code


class ExhibitorFilter(filters.FilterSet):  # type: ignore[misc]
    """Exhibitors by what they are and what they show."""

    edition = filters.CharFilter("edition__slug", help_text="The edition's short name.")
    economy = filters.ModelChoiceFilter(
        field_name="company__economy", queryset=Economy.objects.all(), help_text="ISO 3166-1, two letters."
    )
    bloc = filters.ModelChoiceFilter(
        field_name="company__economy__blocs",
        queryset=Bloc.objects.all(),
        method="in_bloc",
        help_text="A member of it when the edition opens.",
    )
    sector = filters.ModelChoiceFilter(field_name="sectors", queryset=Sector.objects.all())
    hs = filters.CharFilter(
        method="with_hs", validators=[valid_hs_code], help_text="Shows something under this HS code."
    )
    certificate = filters.ChoiceFilter(
        choices=Certificate.choices, method="with_certificate", help_text="Shows something so certified."
    )
    q = filters.CharFilter(method="named", help_text="Part of the name of the company or of a product.")
    state = filters.ChoiceFilter(
        choices=Registration.choices, help_text="Others than `approved` are known to who manages them."
    )

    class Meta:
        model = Exhibitor
        fields: list[str] = []

    def in_bloc(self, rows: QuerySet[Exhibitor], name: str, bloc: Bloc) -> QuerySet[Exhibitor]:
        """Keep those whose economy is in the bloc on the day that the edition opens."""
        then = BlocMembership.objects.filter(bloc=bloc, economy=OuterRef("company__economy"))
        begun = then.filter(since__lte=OuterRef("edition__opens_on"))
        return rows.filter(Exists(begun.filter(Q(until=None) | Q(until__gte=OuterRef("edition__opens_on")))))

    def with_hs(self, rows: QuerySet[Exhibitor], name: str, code: str) -> QuerySet[Exhibitor]:
        """Keep those with a product under the code."""
        return rows.filter(_shows(hs_code__startswith=code))

    def with_certificate(self, rows: QuerySet[Exhibitor], name: str, code: str) -> QuerySet[Exhibitor]:
        """Keep those with a product that has the certificate."""
        return rows.filter(_shows(certificates__contains=[code]))

    def named(self, rows: QuerySet[Exhibitor], name: str, text: str) -> QuerySet[Exhibitor]:
        """Keep those whose name, or a product's, holds the text, in either language."""
        company = Q(company__name__icontains=text) | Q(company__name_en__icontains=text)
        return rows.filter(company | Q(_shows(name__icontains=text)) | Q(_shows(name_en__icontains=text)))


class ProductFilter(filters.FilterSet):  # type: ignore[misc]
    """Products by who shows them and what they are."""

    edition = filters.CharFilter("exhibitor__edition__slug", help_text="The edition's short name.")
    exhibitor = filters.NumberFilter("exhibitor")
    sector = filters.ModelChoiceFilter(field_name="sectors", queryset=Sector.objects.all())
    hs = filters.CharFilter(
        "hs_code", "startswith", validators=[valid_hs_code], help_text="Under this HS code."
    )
    certificate = filters.ChoiceFilter(choices=Certificate.choices, method="with_certificate")
    q = filters.CharFilter(method="named", help_text="Part of the name.")

    class Meta:
        model = Product
        fields: list[str] = []

    def with_certificate(self, rows: QuerySet[Product], name: str, code: str) -> QuerySet[Product]:
        """Keep those that have the certificate."""
        return rows.filter(certificates__contains=[code])

    def named(self, rows: QuerySet[Product], name: str, text: str) -> QuerySet[Product]:
        """Keep those whose name holds the text, in either language."""
        return rows.filter(Q(name__icontains=text) | Q(name_en__icontains=text))


def _shows(**what: Any) -> Exists:
    return Exists(Product.objects.filter(exhibitor=OuterRef("pk"), **what))
