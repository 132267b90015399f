"""What the admins of all apps share: safe saving, state badges, act buttons, history."""

from expo.common.admin.base import LinksInline, ModelAdmin, TabularInline, ViewOnly, badge
from expo.common.admin.buttons import ActForm, act_button, act_on_many

__all__ = [
    "ActForm",
    "LinksInline",
    "ModelAdmin",
    "TabularInline",
    "ViewOnly",
    "act_button",
    "act_on_many",
    "badge",
]
