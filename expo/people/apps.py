"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """People, with their kinds of message."""

    name = "expo.people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Make the app's kinds of message known."""
        from expo.people import messages  # noqa: F401
