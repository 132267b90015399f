"""Buyer groups, who acts for them and who comes with them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from buyers.models import BuyerGroup, Coordinator, Delegate
from expo.common.admin import LinksInline, ModelAdmin
from expo.fair.admin.bound import EditionBound


class CoordinatorInline(LinksInline):
    model = Coordinator
    select_related = ("user", "group")
    autocomplete_fields = ["user"]


@admin.register(BuyerGroup)
class BuyerGroupAdmin(EditionBound, ModelAdmin):
    list_display = ["name", "economy", "organised_by", "delegate_count", "edition"]
    list_filter = ["edition", "economy__blocs", "economy"]
    list_select_related = ["economy", "edition"]
    search_fields = ["name", "organised_by", "economy__name"]
    autocomplete_fields = ["economy"]
    readonly_fields = ["edition"]
    inlines = [CoordinatorInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(delegate_number=Count("delegates"))

    @display(description=_("delegates"), ordering="delegate_number")
    def delegate_count(self, group: BuyerGroup) -> int:
        return group.delegate_number  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Coordinator)
class CoordinatorAdmin(EditionBound, ModelAdmin):
    edition_path = "group__edition"
    list_display = ["user", "group"]
    list_display_links = ["user", "group"]
    list_filter = ["group__edition"]
    list_select_related = ["user", "group"]
    search_fields = ["user__email", "group__name"]
    autocomplete_fields = ["user", "group"]


@admin.register(Delegate)
class DelegateAdmin(EditionBound, ModelAdmin):
    edition_path = "group__edition"
    list_display = ["person", "company", "job", "group", "arrives_on", "leaves_on"]
    list_filter = ["group__edition"]
    list_select_related = ["person", "group"]
    search_fields = ["person__name", "person__latin_name", "company", "group__name"]
    readonly_fields = ["group", "person"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
