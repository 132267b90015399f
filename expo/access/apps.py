"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """How programs come in."""

    name = "expo.access"
    verbose_name = _("Access for programs")

    def ready(self) -> None:
        """Make the way to sign in known to the API's schema."""
        from expo.access import schema  # noqa: F401
