"""The organiser's first page in the admin: is the fair filling up, and what needs me now?"""

from typing import Any

from django.http import HttpRequest


def figures(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the dashboard's figures to the admin's index."""
    return context
