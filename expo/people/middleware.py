"""What pages owe the person who has signed in: their language, and that no shared cache keeps what they see."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_path

Respond = Callable[[HttpRequest], HttpResponse]


def language_of_the_person(respond: Respond) -> Respond:
    """Use the signed-in person's language in the admin and wherever the address names none."""

    def in_language(request: HttpRequest) -> HttpResponse:
        has_own = (
            get_language_from_path(request.path_info) or settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        )
        if not has_own and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return respond(request)

    return in_language


def private_to_the_person(respond: Respond) -> Respond:
    """Tell shared caches to keep nothing that was made for somebody who has signed in."""

    def kept_private(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
            patch_vary_headers(response, ["Cookie"])
        return response

    return kept_private
