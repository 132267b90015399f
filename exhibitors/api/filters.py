"""What lists of exhibitors can be narrowed by."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters

from exhibitors import directory
from exhibitors.models import BoothClaim, Certificate, Exhibitor, Product
from exhibitors.states import Claim, Registration
from exhibitors.visible import ExhibitorQuerySet
from expo.access.filters import CodeFilter, Filters, KeyFilter, economy_filter, edition_filter
from expo.fair.api.filters import HSFilter
from expo.fair.models import BlocMembership


class ExhibitorFilter(Filters):
    """Exhibitors by what they are, where they are and what they show."""

    edition = edition_filter("edition__slug")
    economy = economy_filter("company__economy")
    bloc = CodeFilter(method="in_bloc", help_text="A member of it when the edition opens.")
    sector = CodeFilter("sectors", help_text="The sector's code.")
    zone = CodeFilter(method="in_zone", help_text="Has a booth in the zone of this code.")
    section = CodeFilter(method="in_section", help_text="Has a booth in a zone of the section of this code.")
    pavilion = KeyFilter("pavilion")
    hs = HSFilter(method="with_hs", help_text="Shows something under this HS code.")
    certificate = filters.ChoiceFilter(
        choices=Certificate.choices, method="with_certificate", help_text="Shows something so certified."
    )
    q = filters.CharFilter(
        method="found",
        max_length=200,
        help_text="What one would type into the directory's search; what has all of it is listed.",
    )
    state = filters.ChoiceFilter(
        choices=Registration.choices, help_text="Others than `approved` are known to who manages them."
    )

    include = filters.ChoiceFilter(
        choices=[("products", "products")], method="as_it_is", help_text="Tell each one's products, too."
    )

    class Meta:
        model = Exhibitor
        fields: list[str] = []

    def as_it_is(self, rows: QuerySet[Exhibitor], name: str, value: str) -> QuerySet[Exhibitor]:
        """Keep all: what is told of each is the view's."""
        return rows

    def in_bloc(self, rows: QuerySet[Exhibitor], name: str, bloc: str) -> QuerySet[Exhibitor]:
        """Keep those whose economy is in the bloc on the day that the edition opens."""
        return rows.filter(member_of(bloc, "company__economy", "edition__opens_on"))

    def in_zone(self, rows: QuerySet[Exhibitor], name: str, code: str) -> QuerySet[Exhibitor]:
        """Keep those that have a booth there."""
        return rows.filter(pk__in=let(booth__zone__code=code))

    def in_section(self, rows: QuerySet[Exhibitor], name: str, code: str) -> QuerySet[Exhibitor]:
        """Keep those that have a booth there."""
        return rows.filter(pk__in=let(booth__zone__section__code=code))

    def with_hs(self, rows: QuerySet[Exhibitor], name: str, code: str) -> QuerySet[Exhibitor]:
        """Keep those with a product under the code."""
        return rows.filter(_shows(hs_code__startswith=code))

    def with_certificate(self, rows: QuerySet[Exhibitor], name: str, code: str) -> QuerySet[Exhibitor]:
        """Keep those with a product that has the certificate."""
        return rows.filter(_shows(certificates__contains=[code]))

    def found(self, rows: ExhibitorQuerySet, name: str, text: str) -> ExhibitorQuerySet:
        """Keep those that the directory's search finds."""
        return directory.search(None, {"q": text}, among=rows)


def _shows(**what: Any) -> Exists:
    return Exists(Product.objects.filter(exhibitor=OuterRef("pk"), **what))


def member_of(bloc: str, economy: str, opens_on: str) -> Exists:
    """Whether an economy is in a bloc on a day; both are columns of the rows in question."""
    then = BlocMembership.objects.filter(bloc=bloc, economy=OuterRef(economy))
    begun = then.filter(since__lte=OuterRef(opens_on))
    return Exists(begun.filter(Q(until=None) | Q(until__gte=OuterRef(opens_on))))


def let(**where: Any) -> Any:
    """Return the exhibitors that were let such booths."""
    return BoothClaim.objects.filter(state=Claim.LET, **where).values("exhibitor")
