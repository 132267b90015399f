"""Messages in the admin: whether they went out. What they say is between the platform and who gets them.

Their facts are not shown: some hold links with which one could sign in as the recipient.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from expo.common.acts import Refused
from expo.common.admin import ModelAdmin, ViewOnly, act_button, badge
from expo.notifications import acts
from expo.notifications.models import Delivery, Notification

State = Delivery.State


@admin.register(Notification)
class NotificationAdmin(ViewOnly, ModelAdmin):
    list_display = ["kind", "address", "about", "version", "language", "created_at", "read_at"]
    list_filter = ["kind", "language"]
    search_fields = ["address", "about"]
    date_hierarchy = "created_at"
    exclude = ["facts"]


@admin.register(Delivery)
class DeliveryAdmin(ViewOnly, ModelAdmin):
    list_display = ["kind", "address", "state_badge", "attempts", "due_at", "sent_at", "last_error"]
    list_filter = ["state", "channel"]
    list_select_related = ["notification"]
    search_fields = ["notification__address", "notification__kind", "last_error"]
    date_hierarchy = "due_at"
    actions = ["retry_all"]
    actions_detail = ["retry"]
    actions_row = ["retry"]
    state_badge = badge({"waiting": "info", "sent": "success", "failed": "danger"})

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
