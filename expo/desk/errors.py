"""What people see instead of the page that they asked for, where Django alone would show them none of ours.

The pages themselves are templates/4xx.html and 5xx.html. Those for 400 and 500 are drawn without the request: what
every page knows may be the very thing that is broken.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed
from django.template.loader import render_to_string

Respond = Callable[[HttpRequest], HttpResponse]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be understood; expo/urls.py names this."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def page_for_wrong_method(respond: Respond) -> Respond:
    """Give a page to who opens an address that only takes what a form sends, as a sign-in in between makes one do."""

    def with_page(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if isinstance(response, HttpResponseNotAllowed):
            response.content = render_to_string("405.html", request=request).encode()
        return response

    return with_page
