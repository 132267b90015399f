"""The words by which rows are found: a column beside their texts that the field itself keeps."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from buyers.matching.stems import stem
from buyers.matching.words import index_terms

LONGEST = 60  # characters of a term; PostgreSQL takes 2,046 bytes
_ACCENTED = re.compile(r"[\u0000-\u06ff\u1e00-\u1fff]+")  # Latin, Greek, Cyrillic, Hebrew, Arabic
_STROKES = str.maketrans("đðħıłøŧ", "ddhilot")  # letters that don't come apart into letter and mark


class TermsField(SearchVectorField[str, str]):
    """The distinct terms of a row's texts, those of its `names` weightier (A) than those of its `texts` (D).

    Written by save(), create() and bulk_create(). Who names the fields to be written names this one too; update()
    and bulk_update() leave it as it was.
    """

    def __init__(self, *, names: Sequence[str] = (), texts: Sequence[str] = (), **options: Any) -> None:
        self.names, self.texts = tuple(names), tuple(texts)
        super().__init__(**{"editable": False, "db_default": "", **options})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Say how migrations make it."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "names": self.names, "texts": self.texts}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Take the terms from the texts as they stand now."""
        terms = vector(_read(model_instance, self.names), _read(model_instance, self.texts))
        setattr(model_instance, self.attname, terms)
        return terms


def vector(names: Iterable[str], texts: Iterable[str]) -> str:
    """Return names and texts as PostgreSQL writes a tsvector."""
    weights = dict.fromkeys((term for text in texts for term in terms_of(text)), "D")
    weights.update(dict.fromkeys((term for name in names for term in terms_of(name)), "A"))
    return " ".join(f"'{term}':1{weight}" for term, weight in weights.items())  # terms have no quotes in them


def terms_of(text: str) -> Iterator[str]:
    """The terms of a text, and beside those with accents the same without."""
    for term in index_terms(text):
        yield term[:LONGEST]
        if (bare := unaccented(term)) != term:
            yield bare[:LONGEST]


def unaccented(term: str) -> str:
    """The term without accents, as people type it in a hurry: sầu as sau; scripts whose marks are letters stay."""
    if term.isascii() or not _ACCENTED.fullmatch(term):
        return term
    apart = unicodedata.normalize("NFD", term).translate(_STROKES)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return stem(unicodedata.normalize("NFC", bare)) or term


def _read(row: models.Model, fields: Iterable[str]) -> Iterator[str]:
    return (getattr(row, name) or "" for name in fields)
