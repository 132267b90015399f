"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitorsConfig(AppConfig):
    """Exhibitors, with their kinds of message and of run."""

    name = "exhibitors"
    verbose_name = _("Exhibitors")

    def ready(self) -> None:
        """Make messages and runs known."""
        from exhibitors import messages, tasks  # noqa: F401
