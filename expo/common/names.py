"""Names in several languages."""

import re

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CHINESE = re.compile(r"[\u3400-\u9fff]")
KANA = re.compile(r"[\u3040-\u30ff]")


def in_this_language(text: str, others: dict[str, str]) -> str:
    """Return the wording of `others` for the language now active, else `text`."""
    return others.get(get_language() or "", "") or text


def own_or_english(own: str, english: str) -> str:
    """Return somebody's own wording where it is in the reader's language, else the English one."""
    return own if _is_read_here(own) else english or own


def english_beside(own: str, english: str) -> str:
    """Return the English wording where it differs, and the reader needs it to understand the own one."""
    return "" if english == own or _is_read_here(own) else english


def _is_read_here(text: str) -> bool:
    """Whether a text is in the reader's language, as its script tells; English has texts of its own."""
    reads_chinese = (get_language() or "").startswith("zh")
    return reads_chinese and bool(CHINESE.search(text)) and not KANA.search(text)


class SortKey(Func):
    """A name as lists file it: without accents, and capitals as small letters, whatever the database's collation."""

    function = "lower"
    template = (
        r"%(function)s(translate(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'),"
        " 'đðħıłøŧĐÐĦŁØŦ', 'ddhilotddhlot'))"
    )
    output_field = models.TextField()


def by_english_name() -> models.GeneratedField:
    """A column by which rows with `name` and `name_en` are filed: under Latin letters, where such a name is known."""
    name = Coalesce(NullIf(F("name_en"), Value("")), F("name"))
    return models.GeneratedField(expression=SortKey(name), output_field=models.TextField(), db_persist=True)


class Named(models.Model):
    """A row with an English name, and names in the other languages where they are known."""

    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(
        _("name in other languages"),
        default=dict,
        blank=True,
        help_text=_('By language code, for example {"zh-hans": "南宁"}.'),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_here

    @property
    def name_here(self) -> str:
        """The name in the reader's language."""
        return in_this_language(self.name, self.names)
