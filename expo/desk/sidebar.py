"""The admin's sidebar: by noun, and only what the user may see."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

GROUPS: list[tuple[Any, list[tuple[str, str]]]] = [
    (
        _("Exhibitors"),
        [
            ("exhibitors.exhibitor", "storefront"),
            ("exhibitors.company", "domain"),
            ("exhibitors.product", "inventory_2"),
            ("exhibitors.representative", "badge"),
        ],
    ),
    (
        _("Booths"),
        [
            ("fair.booth", "grid_view"),
            ("exhibitors.boothclaim", "assignment_turned_in"),
            ("exhibitors.allocation", "fact_check"),
            ("exhibitors.proposedstand", "select_all"),
            ("exhibitors.zonehome", "home_pin"),
            ("exhibitors.zonequota", "data_usage"),
            ("exhibitors.competitors", "compare_arrows"),
            ("exhibitors.allocationweights", "balance"),
            ("fair.pavilion", "flag"),
            ("fair.section", "dashboard_customize"),
            ("fair.zone", "category"),
            ("fair.hall", "warehouse"),
            ("fair.venue", "location_on"),
            ("fair.walk", "directions_walk"),
            ("fair.closure", "block"),
        ],
    ),
    (
        _("Buyers"),
        [
            ("buyers.buyergroup", "groups"),
            ("buyers.delegate", "person"),
            ("buyers.interpreter", "translate"),
            ("buyers.sourcingneed", "shopping_cart"),
            ("buyers.match", "join"),
            ("buyers.matchverdict", "thumbs_up_down"),
            ("buyers.matchweights", "balance"),
        ],
    ),
    (
        _("Meetings"),
        [
            ("buyers.meetingrequest", "handshake"),
            ("buyers.proposal", "fact_check"),
            ("buyers.proposedchange", "compare_arrows"),
            ("buyers.meeting", "event"),
            ("fair.meetingpoint", "table_restaurant"),
            ("fair.slot", "schedule"),
            ("fair.occupancy", "event_busy"),
        ],
    ),
    (
        _("Fair"),
        [
            ("fair.edition", "celebration"),
            ("fair.day", "calendar_month"),
            ("fair.designation", "stars"),
            ("fair.tradefigure", "monitoring"),
            ("fair.economy", "public"),
            ("fair.bloc", "hub"),
            ("fair.sector", "sell"),
            ("fair.nomenclature", "tag"),
        ],
    ),
    (
        _("People"),
        [
            ("fair.role", "admin_panel_settings"),
            ("people.person", "face"),
            ("people.user", "account_circle"),
            ("people.invitation", "mail"),
            ("access.apitoken", "key"),
        ],
    ),
    (
        _("Machinery"),
        [
            ("runs.run", "progress_activity"),
            ("notifications.delivery", "outbox"),
            ("notifications.notification", "notifications"),
        ],
    ),
]


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sidebar's groups for this user."""
    start = {"title": _("Dashboard"), "icon": "dashboard", "link": reverse("admin:index")}
    groups = [
        {"title": title, "separator": True, "collapsible": False, "items": list(_items(request, models))}
        for title, models in GROUPS
    ]
    return [{"items": [start]}, *(group for group in groups if group["items"])]


def _items(request: HttpRequest, models: list[tuple[str, str]]) -> Any:
    for name, icon in models:
        meta = apps.get_model(name)._meta
        if request.user.has_perm(f"{meta.app_label}.view_{meta.model_name}"):
            link = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            yield {"title": capfirst(str(meta.verbose_name_plural)), "icon": icon, "link": link}
