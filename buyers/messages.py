"""What coordinators and exhibitors are told about matches, requests and meetings."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buyers.models import Meeting, MeetingRequest
from expo.fair.editions import name_of
from expo.notifications.acts import tell_in_transaction
from expo.notifications.kinds import Facts, Kind, declare
from expo.people.models import User


def _requests(facts: Facts) -> str:
    return reverse("requests")


def _diary(facts: Facts) -> str:
    return reverse("diary")


NEW_MATCHES = declare(
    "new-matches",
    app="buyers",
    title=_("New exhibitors that fit what {group} looks for"),
    path=lambda facts: reverse("group", args=[facts["group_id"]]),
)
MATCHES_OF_THE_DAY = declare(
    "matches-of-the-day",
    app="buyers",
    title=_("New matches for {group}"),
    path=lambda facts: reverse("group", args=[facts["group_id"]]),
)
REQUEST_SENT = declare(
    "request-sent", app="buyers", title=_("{asker} would like to meet you"), path=_requests
)
REQUEST_ACCEPTED = declare(
    "request-accepted", app="buyers", title=_("{answerer} will meet you"), path=_requests
)
REQUEST_DECLINED = declare(
    "request-declined", app="buyers", title=_("{answerer} can't meet you"), path=_requests
)
REQUEST_WITHDRAWN = declare(
    "request-withdrawn", app="buyers", title=_("{asker} takes back a meeting request"), path=_requests
)
MEETING_SCHEDULED = declare(
    "meeting-scheduled", app="buyers", title=_("Meeting of {buyer} with {exhibitor}"), path=_diary
)
MEETING_MOVED = declare(
    "meeting-moved", app="buyers", title=_("Moved: {buyer} with {exhibitor}"), path=_diary
)
MEETING_COMPANY = declare(
    "meeting-company", app="buyers", title=_("Who comes: {buyer} with {exhibitor}"), path=_diary
)
MEETING_CANCELLED = declare(
    "meeting-cancelled", app="buyers", title=_("Cancelled: {buyer} with {exhibitor}"), path=_diary
)


def buyer_side(request: MeetingRequest) -> Iterable[User]:
    """Who acts for the delegate."""
    return request.delegate.group.coordinators.filter(is_active=True)


def exhibitor_side(request: MeetingRequest) -> Iterable[User]:
    """Who acts for the exhibitor."""
    return request.exhibitor.company.members.filter(is_active=True)


def _names(request: MeetingRequest) -> list[str]:
    return [str(each) for each in request.companions.all()]


def _who_meet(meeting: Meeting) -> Iterator[User]:
    persons = [*(guest.person for guest in meeting.request.guests), meeting.representative.person]
    if meeting.interpreter:
        persons.append(meeting.interpreter.person)
    for person in persons:
        if person.user and person.user.is_active:
            yield person.user


def tell_each_in_transaction(
    kind: Kind, users: Iterable[User], *, about: str, edition: int, version: int, facts: Facts
) -> None:
    """Tell some users the same, within an edition (its key)."""
    for user in users:
        tell_in_transaction(kind, to=user, about=about, within=name_of(edition), version=version, facts=facts)


def tell_about_request_in_transaction(kind: Kind, request: MeetingRequest, whom: Iterable[User]) -> None:
    """Tell one side about a request, naming who asked and who answered."""
    buyer, exhibitor = str(request.delegate), str(request.exhibitor)
    asker, answerer = (buyer, exhibitor) if request.side == request.Side.BUYER else (exhibitor, buyer)
    facts = {
        "asker": asker,
        "answerer": answerer,
        "company": request.delegate.company,
        "companions": _names(request),
        "need": request.need.text if request.need else "",
        "message": request.message,
        "answer": request.answer,
    }
    edition = request.exhibitor.edition_id
    tell_each_in_transaction(
        kind, whom, about=request.about_key, edition=edition, version=request.version, facts=facts
    )


def tell_about_meeting_in_transaction(kind: Kind, meeting: Meeting, **more: Any) -> None:
    """Tell both sides about a meeting, and those who meet and sign in themselves."""
    request = meeting.request
    facts: dict[str, Any] = {
        "buyer": str(request.delegate),
        "companions": _names(request),
        "exhibitor": str(request.exhibitor),
        "starts_at": meeting.slot.starts_at.isoformat(),
        "ends_at": meeting.slot.ends_at.isoformat(),
        "point": meeting.point.label,
        "link": meeting.point.link,
        "online_from": request.delegate.online_from,
        "host": str(meeting.representative),
        "interpreter": str(meeting.interpreter) if meeting.interpreter else "",
        **more,
    }
    whom = {*buyer_side(request), *exhibitor_side(request), *_who_meet(meeting)}
    edition = request.exhibitor.edition_id
    tell_each_in_transaction(
        kind, whom, about=meeting.about_key, edition=edition, version=meeting.version, facts=facts
    )
