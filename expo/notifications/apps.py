"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Inbox and outbox."""

    name = "expo.notifications"
    verbose_name = _("Notifications")
