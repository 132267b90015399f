"""The words that the directory knows, so that it can tell a slip of the fingers from a word."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from expo.fair.models import Edition


class Word(models.Model):
    """A term of an edition's public rows and names, and how many of them have it; counted anew now and then."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="words", verbose_name=_("edition"))
    word = models.CharField(_("word"), max_length=200)
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["word"]
        constraints = [models.UniqueConstraint(fields=["edition", "word"], name="a_word_once_an_edition")]

    def __str__(self) -> str:
        return self.word
