"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Front page, dashboard, sample data and the demo."""

    name = "expo.desk"
    verbose_name = _("Desk")
