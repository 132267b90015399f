"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairConfig(AppConfig):
    """The fair, with what accepting an invitation to a role does."""

    name = "expo.fair"
    verbose_name = _("Fair")

    def ready(self) -> None:
        """Make the purposes of invitations known."""
        from expo.fair import acts  # noqa: F401
