"""Tokens in the admin: whose, and whether they are used; never their secrets."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.enums import ActionVariant

from expo.access import acts
from expo.access.models import ApiToken
from expo.common.admin import ModelAdmin, ViewOnly, act_button


@admin.register(ApiToken)
class ApiTokenAdmin(ViewOnly, ModelAdmin):
    list_display = [
        "name",
        "user",
        "prefix",
        "scope",
        "created_at",
        "last_used_at",
        "expires_at",
        "revoked_at",
    ]
    list_filter = ["scope"]
    list_select_related = ["user"]
    search_fields = ["name", "user__email", "prefix"]
    date_hierarchy = "created_at"
    exclude = ["secret_hash"]
    actions_detail = ["revoke"]
    actions_row = ["revoke"]

    @act_button(
        _("Revoke"), when=lambda token: token.standing == "live", icon="key_off", variant=ActionVariant.DANGER
    )
    def revoke(self, request: HttpRequest, token: ApiToken, data: dict[str, Any]) -> str:
        acts.revoke(token, actor=request.user)
        return str(_("The token is revoked."))
