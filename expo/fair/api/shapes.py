"""What the fair's objects have in common in the API."""

import re
from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.fields import empty

from buyers.matching.codes import one_written
from expo.access.fields import Known, Text
from expo.access.views import M, Rows
from expo.fair.models import Economy, Edition
from expo.fair.models.trade import valid_hs_code
from expo.fair.visible import seen_with_edition
from expo.fair.wrong_codes import named

ISO_CODE = "^[A-Z]{2}$"
_CHAPTER = "(0[1-9]|[1-68][0-9]|7[0-689]|9[0-7])"
HS_CODE = f"^{_CHAPTER}([0-9]{{2}}){{0,2}}$"

_PAIR = "([.-]?[0-9]{2})"
_APART = "( +[0-9]{2})"  # a space stands before two digits alone: others are another code, but for
_HALF = "( +([0-9]{2}[.-]?00|(00|77|98|99)[.-]?[0-9]{2}))"  # four that are none, behind four
_PAIRS = "|".join(f"{_PAIR}{{{n}}}{_APART}{{0,{4 - n}}}" for n in range(5))
HS_PARTS = f"({_PAIRS}|({_PAIR}|{_APART}){_HALF}{_APART}?)"  # behind the chapter
HS_WRITTEN = f"^{_CHAPTER}{HS_PARTS}$"
HS_HELP = (
    "2, 4 or 6 digits, with or without dots and spaces, for example `0810.60`. Of a national code of 8 or 10 digits "
    "the first 6 are kept."
)


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class NamesField(serializers.JSONField):
    """The same words in other languages, by language code."""


class HSPattern(RegexValidator):
    """The pattern that the schema tells, of codes as people write them; other codes are refused as anywhere else."""

    regex = HS_WRITTEN

    def __call__(self, value: str) -> None:
        """Raise ValidationError with what is wrong."""
        if not re.search(HS_CODE, value):
            valid_hs_code(value)


class HSCode(Text):
    """A code of the Harmonized System, of a chapter that exists, with or without dots and spaces.

    Of a national code of 8 or 10 digits the first 6 are kept.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(validators=[HSPattern()], **{"help_text": HS_HELP, **options})

    def to_internal_value(self, data: Any) -> str:
        """Return its digits: 0810.60.00 is 081060."""
        return one_written(super().to_internal_value(data))


class _ListedHSCode(HSCode):
    """One of several: what is wrong with it is said with the code itself."""

    def run_validation(self, data: Any = empty) -> Any:
        """Return its digits."""
        try:
            return super().run_validation(data)
        except serializers.ValidationError as error:
            if not isinstance(data, str):
                raise
            details: Any = error.detail
            told = [ErrorDetail(named([data], each), each.code) for each in details]
            raise serializers.ValidationError(told) from error


MOST_CODES = 10


class HSCodes(serializers.ListField):
    """Several such codes, each kept once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=_ListedHSCode(), max_length=MOST_CODES, **options)

    def run_validation(self, data: Any = empty) -> Any:
        """Return them; national codes may be the same in the Harmonized System.

        Of a list that is too long none is looked up.
        """
        if isinstance(data, list) and len(data) > MOST_CODES:
            raise serializers.ValidationError(
                self.error_messages["max_length"].format(max_length=MOST_CODES), code="max_length"
            )
        return list(dict.fromkeys(super().run_validation(data)))


class EditionSlug(serializers.SlugRelatedField[Edition]):
    """An edition by its short name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(slug_field="slug", read_only=True, **options)


@extend_schema_field({"type": "string", "pattern": ISO_CODE, "examples": ["TH"]})
class EconomyCode(Known[Economy]):
    """An economy in a body, by its ISO code."""

    def __init__(self, **options: Any) -> None:
        code = Text(validators=[RegexValidator(ISO_CODE)])
        super().__init__(queryset=Economy.objects.all(), pk_field=code, **options)


class EconomyInShort(serializers.ModelSerializer[Economy]):
    """An economy by its ISO code, with its English name."""

    class Meta:
        model = Economy
        fields = ["code", "name"]
        read_only_fields = fields


class Public(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows[M]):
    """Objects that everybody sees, and nobody writes here."""

    http_method_names = ["get", "head"]

    def seen(self) -> Any:
        """All of them."""
        return self.rows()


class OfAnEdition(Public[M]):
    """Objects of editions on the public site, and of those that the user steers."""

    edition_path = "edition"

    def seen(self) -> Any:
        """Those of editions that the user sees."""
        return seen_with_edition(self.rows(), self.user, self.edition_path)
