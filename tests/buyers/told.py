"""What somebody was told."""

from expo.notifications.models import Notification


def kinds_told(user):
    """The kinds of message that the user got, in order."""
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))
