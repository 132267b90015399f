"""Companies and who acts for them."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from exhibitors.models import Company, CompanyMember
from expo.common.admin import LinksInline, ModelAdmin


class MemberInline(LinksInline):
    model = CompanyMember
    select_related = ("user", "company")
    autocomplete_fields = ["user"]


@admin.register(Company)
class CompanyAdmin(ModelAdmin):
    list_display = ["name", "name_en", "economy", "city", "registration_number", "member_count"]
    list_filter = ["economy__blocs", "economy"]
    list_select_related = ["economy"]
    search_fields = ["name", "name_en", "registration_number", "city"]
    autocomplete_fields = ["economy"]
    inlines = [MemberInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(member_number=Count("memberships"))

    @display(description=_("members"), ordering="member_number")
    def member_count(self, company: Company) -> int:
        return company.member_number  # type: ignore[attr-defined]


@admin.register(CompanyMember)
class CompanyMemberAdmin(ModelAdmin):
    list_display = ["user", "company"]
    list_display_links = ["user", "company"]
    list_select_related = ["user", "company"]
    search_fields = ["user__email", "company__name", "company__name_en"]
    autocomplete_fields = ["user", "company"]
