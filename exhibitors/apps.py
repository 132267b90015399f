"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitorsConfig(AppConfig):
    """Exhibitors, with their kinds of message."""

    name = "exhibitors"
    verbose_name = _("Exhibitors")

    def ready(self) -> None:
        """Make the app's kinds of message known."""
        from exhibitors import messages  # noqa: F401
