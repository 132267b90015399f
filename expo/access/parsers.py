"""Reading bodies, of which nothing odd may come further than here."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import parsers
from rest_framework.exceptions import APIException, ParseError


class TooLarge(APIException):
    """A body that is larger than we read."""

    status_code = 413

    def __init__(self) -> None:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
        super().__init__(_("The body is larger than %(most)s MB.") % {"most": most})


class JSONParser(parsers.JSONParser):
    """JSON in UTF-8, as RFC 8259 has it, up to a size and a depth."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return what the body holds."""
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH", "")
        if length.isdigit() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        try:
            return super().parse(stream, media_type, {**(parser_context or {}), "encoding": "utf-8"})
        except RecursionError as error:
            raise ParseError(_("The body is nested too deeply.")) from error
