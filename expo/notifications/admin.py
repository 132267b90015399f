"""Messages in the admin: whether they went out. What they say is between the platform and who gets them.

Their facts are not shown: some hold links with which one could sign in as the recipient.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display
from unfold.enums import ActionVariant

from expo.common.acts import Refused
from expo.common.admin import ModelAdmin, ViewOnly, act_button, badge
from expo.notifications import acts
from expo.notifications.kinds import all_kinds
from expo.notifications.models import Delivery, Notification
from expo.notifications.visible import seen_within

State = Delivery.State


class OfKind(DropdownFilter):
    """Filters by a declared kind, whether or not there is a message of it yet."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.name, kind.name) for kind in all_kinds()]

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows.filter(kind=self.value()) if self.value() else rows


class OfOwnEditions:
    """An admin for what belongs to messages: shown to those who organise the edition within which they were sent."""

    within_path = "within"

    def visible(self, request: HttpRequest) -> QuerySet:
        rows = super().visible(request)  # type: ignore[misc]
        if request.user.is_superuser:
            return rows
        return rows.filter(**{f"{self.within_path}__in": seen_within(request.user)})


@admin.register(Notification)
class NotificationAdmin(OfOwnEditions, ViewOnly, ModelAdmin):
    list_display = ["kind", "address", "about", "version", "language", "created_at", "read_at"]
    list_filter = [OfKind, "language", "created_at"]
    search_fields = ["address", "about"]
    exclude = ["facts"]


@admin.register(Delivery)
class DeliveryAdmin(OfOwnEditions, ViewOnly, ModelAdmin):
    within_path = "notification__within"
    list_display = ["kind", "address", "state_badge", "attempts", "due_at", "sent_at", "last_error"]
    list_filter = ["state", "channel", "due_at"]
    list_select_related = ["notification"]
    search_fields = ["notification__address", "notification__kind", "last_error"]
    actions = ["retry_all"]
    actions_detail = ["retry"]
    actions_row = ["retry"]
    state_badge = badge({"waiting": "info", "sent": "success", "failed": "danger"})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let the dashboard ask for one edition's."""
        return lookup == "notification__within__exact" or super().lookup_allowed(lookup, value, request)

    @display(description=_("kind"), ordering="notification__kind")
    def kind(self, delivery: Delivery) -> str:
        return delivery.notification.kind

    @display(description=_("address"), ordering="notification__address")
    def address(self, delivery: Delivery) -> str:
        return delivery.notification.address

    @act_button(
        _("Try again"),
        when=lambda delivery: delivery.state == State.FAILED,
        icon="refresh",
        variant=ActionVariant.PRIMARY,
        at_once=True,
    )
    def retry(self, request: HttpRequest, delivery: Delivery, data: dict[str, Any]) -> str:
        if not acts.retry([delivery.pk], actor=request.user):
            raise Refused(_("Nobody gave up on it."))
        return str(_("It will be sent again."))

    @admin.action(description=_("Try again"), permissions=["act"])
    def retry_all(self, request: HttpRequest, rows: QuerySet) -> None:
        count = acts.retry(list(rows.values_list("pk", flat=True)), actor=request.user)
        self.message_user(request, _("Messages that will be sent again: %(count)s.") % {"count": count})
