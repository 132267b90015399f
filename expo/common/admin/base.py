"""The admin that all others are made from."""

from typing import Any

from django.contrib.admin import AllValuesFieldListFilter, ShowFacets
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from unfold import admin as unfold
from unfold.contrib.filters.admin import (
    BooleanRadioFilter,
    ChoicesDropdownFilter,
    RangeNumericFilter,
    RelatedDropdownFilter,
)
from unfold.dataclasses import UnfoldAction as Action
from unfold.decorators import display

from expo.common.admin.filters import DaysFilter
from expo.common.admin.history import history_of

STATE = _("state")


def badge(colours: dict[str, str], *, field: str = "state", title: Any = STATE) -> Any:
    """Make a column that shows a choice as a word on a colour (info, success, warning, danger)."""

    @display(description=title, ordering=field, label=colours)
    def shown(admin: Any, row: Model) -> tuple[str, str]:
        return getattr(row, field), getattr(row, f"get_{field}_display")()

    return shown


class LimitedChoices:
    """Offers in each field that points to another model only the rows that the user may see there."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        other = self.admin_site._registry.get(db_field.related_model)  # type: ignore[attr-defined]
        if isinstance(other, ModelAdmin) and "queryset" not in kwargs:
            kwargs["queryset"] = other.visible(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class VisibleFilter(RelatedDropdownFilter):
    """Filters by what a row points to, among those that the user may see."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        other = model_admin.admin_site._registry.get(field.related_model)
        if isinstance(other, ModelAdmin):
            return [(row.pk, str(row)) for row in other.visible(request)]
        return super().field_choices(field, request, model_admin)


# Filters that ask for a value rather than look for all that there are, which takes longer the more rows there are.
ASKED: dict[type[models.Field], Any] = {
    models.BooleanField: BooleanRadioFilter,
    models.DateTimeField: DaysFilter,
    models.IntegerField: RangeNumericFilter,
}


def _filter(field: models.Field) -> Any:
    if field.is_relation:
        return VisibleFilter
    if field.choices:
        return ChoicesDropdownFilter
    asked = (each for kind, each in ASKED.items() if isinstance(field, kind))
    return next(asked, AllValuesFieldListFilter)


class TabularInline(LimitedChoices, unfold.TabularInline):
    extra = 0
    tab = True
    select_related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*self.select_related)


class LinksInline(TabularInline):
    """Rows that link two others: added and removed, and shown without a search field each (a query a row)."""

    show_change_link = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ModelAdmin(LimitedChoices, unfold.ModelAdmin):
    list_per_page = 50
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    list_filter_submit = True
    list_fullwidth = True
    warn_unsaved_form = True

    def visible(self, request: HttpRequest) -> QuerySet:
        """The rows that the user may see; `get_queryset` may add to them what the list shows."""
        return super().get_queryset(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.visible(request)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Find nothing under a NUL, which PostgreSQL cannot even be asked for."""
        return None if "\0" in object_id else super().get_object(request, object_id, from_field)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Give each plainly named filter the theme's look."""
        named = super().get_list_filter(request)
        return [
            (each, _filter(get_fields_from_path(self.model, each)[-1])) if isinstance(each, str) else each
            for each in named
        ]

    def has_act_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Whether the user may use act buttons: as a rule those who may change rows, were there no acts."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Action]:
        """Show only the buttons that fit the row's state."""
        buttons = super().get_actions_detail(request, object_id)
        row = self.get_object(request, str(object_id)) if buttons else None
        return [button for button in buttons if row is not None and fits(button, row)]

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Write the columns that were changed alone: an act may have moved the row since it was read."""
        if not change:
            obj.save(force_insert=True)
            return
        columns = {field.name for field in self.opts.concrete_fields}
        obj.save(update_fields=[name for name in form.changed_data if name in columns])

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what the audit knows about the row; Django's own log where it is not audited."""
        if not hasattr(self.model, "pgh_event_models"):
            return super().history_view(request, object_id, extra_context)
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": row,
            "opts": self.opts,
            "object": row,
            "changes": history_of(row),
        }
        return TemplateResponse(request, "admin/audit.html", context)


def fits(button: Action, row: Model) -> bool:
    """Whether an act's button belongs to this row as it stands."""
    when = getattr(button.method, "when", None)
    return when is None or bool(when(row))


class ViewOnly:
    """Rows that acts alone make, change and remove."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
