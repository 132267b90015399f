"""People in the admin. Whom one may sign in as is a matter for superusers alone."""

from typing import Any

from allauth.account.admin import EmailAddressAdmin as PlainEmailAddressAdmin
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from expo.common.admin import ModelAdmin, ViewOnly, badge, on_site
from expo.people.models import Invitation, Person, User

# One way to sign in, for everybody: with verified addresses and limits on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.extra_urls = on_site.addresses  # type: ignore[attr-defined]  # the theme's hook
admin.site.unregister([Group, EmailAddress])


@admin.register(User)
class UserAdmin(ModelAdmin):
    list_display = ["email", "name", "language", "is_active", "is_staff", "date_joined"]
    list_filter = ["is_active", "is_staff", "language", "date_joined"]
    list_select_related = ["person"]
    search_fields = ["email", "person__name", "person__latin_name"]
    fields = [
        "email",
        "language",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "date_joined",
        "last_login",
    ]
    readonly_fields = ["email", "date_joined", "last_login"]
    filter_horizontal = ["groups"]

    @display(description=_("name"), ordering="person__name")
    def name(self, user: User) -> str:
        return str(getattr(user, "person", ""))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(ModelAdmin):
    list_display = ["name", "latin_name", "email", "phone", "spoken", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "latin_name", "email"]
    readonly_fields = ["user"]

    @display(description=_("languages"))
    def spoken(self, person: Person) -> str:
        return ", ".join(person.languages)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Invitation)
class InvitationAdmin(ViewOnly, ModelAdmin):
    list_display = ["email", "what", "state_badge", "invited_by", "created_at", "expires_at"]
    list_filter = ["state", "purpose", "created_at"]
    list_select_related = ["invited_by"]
    search_fields = ["email"]
    exclude = ["facts"]
    state_badge = badge({"open": "info", "accepted": "success", "revoked": "danger"})

    @display(description=_("to what"))
    def what(self, invitation: Invitation) -> str:
        return str(invitation.facts.get("title", invitation.about))


@admin.register(Group)
class GroupAdmin(ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]
    filter_horizontal = ["permissions"]


@admin.register(EmailAddress)
class EmailAddressAdmin(PlainEmailAddressAdmin, ModelAdmin):
    raw_id_fields = ()
    list_select_related = ["user"]
    autocomplete_fields = ["user"]
    search_fields = ["email"]
