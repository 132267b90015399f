"""Interpreters, with what they speak and when they are on duty."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from buyers.models import Interpreter, InterpreterLanguage, InterpreterShift
from expo.common.admin import ModelAdmin, TabularInline
from expo.common.listed import listed
from expo.fair.admin.bound import EditionBound


class LanguageInline(TabularInline):
    model = InterpreterLanguage


class ShiftInline(TabularInline):
    model = InterpreterShift
    select_related = ("day__edition",)


@admin.register(Interpreter)
class InterpreterAdmin(EditionBound, ModelAdmin):
    list_display = ["person", "languages", "shift_count", "meeting_count", "edition"]
    list_filter = ["edition", "spoken__language"]
    list_select_related = ["person", "edition"]
    search_fields = ["person__name", "person__latin_name"]
    autocomplete_fields = ["person"]
    inlines = [LanguageInline, ShiftInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        counts = {
            "shift_number": Count("shifts", distinct=True),
            "meeting_number": Count("meetings", distinct=True),
        }
        return super().get_queryset(request).annotate(**counts).prefetch_related("spoken")

    @display(description=_("languages"))
    def languages(self, interpreter: Interpreter) -> str:
        return listed(str(each) for each in interpreter.spoken.all())

    @display(description=_("shifts"), ordering="shift_number")
    def shift_count(self, interpreter: Any) -> int:
        return interpreter.shift_number

    @display(description=_("meetings"), ordering="meeting_number")
    def meeting_count(self, interpreter: Any) -> int:
        return interpreter.meeting_number
