"""What belongs to an edition is shown to those who organise it."""

from typing import Any

from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from expo.common.admin import ActForm
from expo.fair.models import Edition
from expo.fair.visible import editions_organised_by


class EditionBound:
    """An admin for rows of editions, which are reached by `edition_path`."""

    edition_path = "edition"

    def visible(self, request: HttpRequest) -> QuerySet:
        rows = super().visible(request)  # type: ignore[misc]
        if request.user.is_superuser:
            return rows
        return rows.filter(**{f"{self.edition_path}__in": editions_organised_by(request.user).values("pk")})


class EditionForm(ActForm):
    """Asks for which edition, where that isn't plain; the address may name one (?edition=)."""

    edition = ModelChoiceField(Edition.objects.none(), label=_("Edition"), widget=UnfoldAdminSelectWidget())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = editions_organised_by(self.request.user).distinct()
        field: Any = self.fields["edition"]
        field.queryset = editions
        field.initial = self._named(editions) or editions.first()
        field.empty_label = None

    def _named(self, editions: QuerySet[Edition]) -> Edition | None:
        key = self.request.GET.get("edition", "")
        return editions.filter(pk=key).first() if key.isdecimal() else None
