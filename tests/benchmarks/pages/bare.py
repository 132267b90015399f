"""The peer: a URLconf whose one view returns bytes that are there already."""

from django.http import HttpRequest, HttpResponse
from django.urls import re_path

payload = b""


def same_bytes(request: HttpRequest) -> HttpResponse:
    """Return what the page returned."""
    return HttpResponse(payload)


urlpatterns = [re_path("", same_bytes)]
