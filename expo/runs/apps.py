"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RunsConfig(AppConfig):
    """Long work."""

    name = "expo.runs"
    verbose_name = _("Runs")
