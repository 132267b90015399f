"""The language of a page without a language in its address: the person's own."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
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
