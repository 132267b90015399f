"""The way from a row in the admin to its page on the site."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path


def addresses() -> list[URLPattern]:
    """Stand in front of Django's own address, which asks the database for rows of anything, tables or not."""
    view = admin.site.admin_view(view_on_site)
    return [path("r/<int:kind>/<path:object_id>/", view, name="view_on_site")]


def view_on_site(request: HttpRequest, kind: int, object_id: str) -> HttpResponse:
    """Lead to the page of a row that the user may see in the admin; of anything else nothing is said."""
    model = get_object_or_404(ContentType, pk=kind).model_class()
    rows = admin.site._registry.get(model) if model else None
    row = rows.get_object(request, object_id) if rows else None
    if rows is None or row is None or not rows.has_view_permission(request, row):
        raise Http404
    return shortcut(request, kind, object_id)
