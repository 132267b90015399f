"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from expo.fair.models import Edition
from expo.notifications.models import Notification


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The edition, the same page in each language, and how many messages wait; each asked for on use only."""
    return {
        "edition": SimpleLazyObject(Edition.objects.current),
        "language_links": SimpleLazyObject(lambda: _language_links(request)),
        "unread": SimpleLazyObject(lambda: _unread(request)),
        "is_demo": settings.DEMO,
    }


def _unread(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return 0
    return Notification.objects.filter(recipient=user, read_at=None).count()


def _language_links(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "label": get_language_info(code)["name_local"],
            "href": (path := translate_url(request.get_full_path(), code)),
            "absolute": request.build_absolute_uri(path),
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]
