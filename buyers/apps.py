"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BuyersConfig(AppConfig):
    """Buyers, with their kinds of message and of run, and what they do when an exhibitor leaves."""

    name = "buyers"
    verbose_name = _("Buyers")

    def ready(self) -> None:
        """Make messages, runs and reactions known."""
        from buyers import messages, receivers, tasks  # noqa: F401
