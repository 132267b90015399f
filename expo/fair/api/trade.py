"""Trade: sectors, the Harmonized System's words, and figures with their source."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django_filters import rest_framework as filters
from rest_framework import serializers

from expo.access.filters import CodeFilter, Filters, edition_filter
from expo.fair.api.filters import HSBeginningFilter
from expo.fair.api.shapes import EditionSlug, NamesField, OfAnEdition, Public
from expo.fair.models import Nomenclature, Sector, TradeFigure
from expo.fair.nomenclature_search import TOP, codes_for


class SectorSerializer(serializers.ModelSerializer[Sector]):
    """A branch of trade."""

    names = NamesField(read_only=True)
    sources = NamesField(read_only=True)

    class Meta:
        model = Sector
        fields = ["code", "name", "names", "source", "sources", "modified_at"]
        read_only_fields = fields


class SectorView(Public[Sector]):
    """The branches of trade that exhibitors and buyers choose from."""

    queryset = Sector.objects.all()
    serializer_class = SectorSerializer
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    ordering = ("code",)


class NomenclatureSerializer(serializers.ModelSerializer[Nomenclature]):
    """The words of one HS code (2, 4 or 6 digits), or of a tariff line below (8 or 10), in one language."""

    class Meta:
        model = Nomenclature
        fields = ["id", "code", "language", "description", "trade_words", "modified_at"]
        read_only_fields = fields


class NomenclatureFilter(Filters):
    """HS codes by their beginning, their words and the words' language."""

    code = HSBeginningFilter("code", "startswith", help_text="Codes that begin so, for example `0810`.")
    language = CodeFilter("language", pattern="^[a-zA-Z-]{2,10}$", help_text="For example `en` or `zh`.")
    q = filters.CharFilter(
        method="found",
        max_length=100,
        help_text="What one would type into the look-up of codes: what the goods are called, in any language, also "
        f"mistyped, or the first digits of codes. The {TOP} codes of 2, 4 or 6 digits that fit best, the best first.",
    )

    class Meta:
        model = Nomenclature
        fields: list[str] = []

    def found(self, rows: QuerySet[Nomenclature], _name: str, words: str) -> QuerySet[Nomenclature]:
        """Keep those that the look-up finds, each with its rank there."""
        codes = [found.code for found in codes_for(words)]
        ranks = (When(code=code, then=Value(rank)) for rank, code in enumerate(codes))
        ranked = rows.filter(code__in=codes)
        return ranked.annotate(rank=Case(*ranks, default=Value(TOP), output_field=IntegerField()))


class NomenclatureView(Public[Nomenclature]):
    """What the codes of the Harmonized System mean."""

    queryset = Nomenclature.objects.all()
    serializer_class = NomenclatureSerializer
    filterset_class = NomenclatureFilter
    ordering = ("code", "language")

    def filter_queryset(self, queryset: Any) -> Any:
        """Narrow the rows down; what was searched for comes in the order in which it was found."""
        if "q" in self.request.query_params:
            self.ordering = ("rank", "language")
        return super().filter_queryset(queryset)


class TradeFigureSerializer(serializers.ModelSerializer[TradeFigure]):
    """One published figure, with where it was published; a decimal number is a text."""

    edition = EditionSlug()
    labels = NamesField(read_only=True)
    sources = NamesField(read_only=True)

    class Meta:
        model = TradeFigure
        fields = [
            "id",
            "edition",
            "label",
            "labels",
            "subject",
            "partner",
            "flow",
            "hs_code",
            "period",
            "value",
            "at_least",
            "unit",
            "change",
            "share",
            "share_of",
            "source",
            "sources",
            "modified_at",
        ]
        read_only_fields = fields


class TradeFigureFilter(Filters):
    """Figures by edition and what they are about."""

    edition = edition_filter("edition__slug")
    flow = filters.ChoiceFilter(choices=TradeFigure.Flow.choices)
    hs = HSBeginningFilter("hs_code", "startswith", help_text="Under this HS code.")
    partner = CodeFilter("partner", help_text="For example `TH` or `asean`.")

    class Meta:
        model = TradeFigure
        fields: list[str] = []


class TradeFigureView(OfAnEdition[TradeFigure]):
    """The trade behind the fair, in figures."""

    queryset = TradeFigure.objects.select_related("edition")
    serializer_class = TradeFigureSerializer
    filterset_class = TradeFigureFilter
    ordering = ("position", "pk")
