"""Doing a write once, however often it is sent: `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).

The first request with a key claims its row on a lease, is done, and leaves its answer there. A worker that dies before
it could leave the answer holds the row for as long as the lease; after that the same request is done again, and acts
refuse what can't be done twice.
"""

import hashlib
import json
import re
from datetime import datetime, timedelta
from typing import Any, cast

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from expo.access.models import KeptAnswer
from expo.common.acts import Refused

HEADER = "Idempotency-Key"
KEY = re.compile(r'[!#-~]{1,200}|"[!#-~]{1,198}"')  # bare, or as a string of RFC 8941
LEASE = timedelta(minutes=5)
KEPT_FOR = timedelta(hours=24)
FINAL = frozenset({200, 201, 202, 204, 400, 404, 405, 409, 413, 415})


class OtherRequest(APIException):
    """The key belongs to another request."""

    status_code = 422


def claim(request: Request) -> KeptAnswer | None:
    """Return the row that this request's key belongs to, claimed or answered; None where it has no key.

    Raises ValidationError where it is no key, OtherRequest where it came with something else before, and Refused
    while the first request is being answered.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise ValidationError(
            {HEADER: [_("A key has 1 to 200 visible ASCII characters, without quotes in it.")]}
        )
    now = timezone.now()
    digest = _digest(request)
    row, is_new = KeptAnswer.objects.get_or_create(
        user=cast(Any, request.user),
        key=key.strip('"'),
        defaults={"request": digest, "lease_until": now + LEASE},
    )
    if row.request != digest:
        raise OtherRequest(_("This key came with another request before. Use a new one."))
    if not is_new and row.status is None and not _take_over(row, now):
        raise Refused(_("The first request with this key is being answered. Ask again in a moment."))
    return row


def replay(row: KeptAnswer) -> Response:
    """Give the kept answer again."""
    data = json.loads(bytes(row.body)) if row.body else None
    headers = {"Idempotent-Replayed": "true"}
    return Response(data, status=row.status, headers=headers, content_type=row.content_type or None)


def keep(row: KeptAnswer, response: HttpResponse) -> None:
    """Keep an answer that would not change; let the key go where it might."""
    ours = KeptAnswer.objects.filter(pk=row.pk, lease_until=row.lease_until)
    if response.status_code not in FINAL:
        ours.delete()
        return
    ours.update(
        lease_until=None,
        status=response.status_code,
        content_type=response.headers.get("Content-Type", ""),
        body=response.content,
    )


def let_go(row: KeptAnswer) -> None:
    """Let the key go after a mistake of ours, so that the same request can be sent again."""
    KeptAnswer.objects.filter(pk=row.pk, lease_until=row.lease_until).delete()


def forget_old() -> int:
    """Forget the answers that are older than a day; returns how many."""
    count, _by_model = KeptAnswer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return count


def _take_over(row: KeptAnswer, now: datetime) -> bool:
    """Take a row whose worker died, if nobody else does at this moment."""
    abandoned = KeptAnswer.objects.filter(pk=row.pk, status=None, lease_until=row.lease_until)
    row.lease_until = now + LEASE
    return bool(abandoned.filter(lease_until__lte=now).update(lease_until=row.lease_until))


def _digest(request: Request) -> str:
    """Hash what is asked: the same fields in another order are the same request."""
    files = {name: hashlib.sha256(file.read()).hexdigest() for name, file in request.FILES.items()}
    for file in request.FILES.values():
        file.seek(0)
    fields = {name: value for name, value in dict(_fields(request.data)).items() if name not in files}
    asked = [request.method, request.get_full_path(), fields, files]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


def _fields(data: Any) -> dict[str, Any]:
    return dict(data) if hasattr(data, "keys") else {"": data}
