"""Where what a row says was published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from expo.common.names import in_this_language


class Sourced(models.Model):
    """A row that tells its source, in English and in the other languages where the citation is known in them."""

    source = models.CharField(_("source"), max_length=300, blank=True)
    sources = models.JSONField(_("source in other languages"), default=dict, blank=True)

    class Meta:
        abstract = True

    @property
    def source_here(self) -> str:
        """The source in the reader's language."""
        return in_this_language(self.source, self.sources)
