"""The peer: one view that returns the bytes of the file named in the environment."""

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import re_path


def same_bytes(request: HttpRequest) -> HttpResponse:
    """Return what the API returned; the file changes with each list that is measured."""
    content = Path(os.environ["SAME_BYTES"]).read_bytes()
    return HttpResponse(content, content_type="application/json")


urlpatterns = [re_path("", same_bytes)]
