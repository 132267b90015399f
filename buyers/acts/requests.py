"""Acts on meeting requests: one side asks, the other answers."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from buyers import messages
from buyers.acts.companions import set_in_transaction
from buyers.acts.meetings import cancel_of_request_in_transaction
from buyers.models import Delegate, MeetingRequest, SourcingNeed
from buyers.states import REQUEST, Request
from exhibitors.models import Exhibitor
from exhibitors.states import Registration
from expo.common.acts import Refused, act
from expo.common.states import advance
from expo.notifications.kinds import Kind
from expo.people.models import User

Priority = MeetingRequest.Priority
Side = MeetingRequest.Side


@act
def ask(
    delegate: Delegate,
    exhibitor: Exhibitor,
    *,
    side: MeetingRequest.Side,
    need: SourcingNeed | None = None,
    priority: int = Priority.SHOULD,
    message: str = "",
    companions: Collection[Delegate] = (),
    actor: User,
) -> MeetingRequest:
    """Ask for a meeting, to which others of the group may come along; the other side is told.

    Raises Refused while a request of the pair is open.
    """
    host = Exhibitor.objects.select_for_update(of=("self",)).select_related("company").get(pk=exhibitor.pk)
    _check_pair(delegate, host, need)
    request = MeetingRequest(
        delegate=delegate, exhibitor=host, need=need, side=side, priority=priority, message=message
    )
    request.clean_fields()
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("A meeting of these two is asked for already.")) from error
    set_in_transaction(request, companions)
    messages.tell_about_request_in_transaction(messages.REQUEST_SENT, request, _asked(request))
    return request


@act
def accept(request: MeetingRequest, *, answer: str = "", actor: User) -> None:
    """Say yes; the scheduler will find a time."""
    _answer(request, Request.ACCEPTED, messages.REQUEST_ACCEPTED, answer)


@act
def decline(request: MeetingRequest, *, answer: str = "", actor: User) -> None:
    """Say no."""
    _answer(request, Request.DECLINED, messages.REQUEST_DECLINED, answer)


@act
def withdraw(request: MeetingRequest, *, actor: User) -> None:
    """Take a request back; a meeting that came of it is cancelled."""
    withdraw_in_transaction(_locked(request))


def withdraw_in_transaction(row: MeetingRequest, *, tell_all: bool = False) -> None:
    """Withdraw a request whose row is locked; who was asked is told, and on request who asked."""
    advance(row, Request.WITHDRAWN, REQUEST)
    cancel_of_request_in_transaction(row)
    whom = {*_asked(row), *_askers(row)} if tell_all else _asked(row)
    messages.tell_about_request_in_transaction(messages.REQUEST_WITHDRAWN, row, whom)


def _answer(request: MeetingRequest, to: Request, kind: Kind, answer: str) -> None:
    row = _locked(request)
    advance(row, to, REQUEST, answer=answer)
    messages.tell_about_request_in_transaction(kind, row, _askers(row))


def _check_pair(delegate: Delegate, exhibitor: Exhibitor, need: SourcingNeed | None) -> None:
    if exhibitor.state != Registration.APPROVED:
        raise Refused(_("This exhibitor does not take part."))
    if delegate.group.edition_id != exhibitor.edition_id:
        raise Refused(_("The two take part in different editions."))
    if need is not None and need.delegate_id != delegate.pk:
        raise ValidationError({"need": _("This need belongs to another delegate.")})


def _locked(request: MeetingRequest) -> MeetingRequest:
    rows = MeetingRequest.objects.select_for_update(of=("self",))
    return rows.select_related("delegate__group", "delegate__person", "exhibitor__company", "need").get(
        pk=request.pk
    )


def _asked(request: MeetingRequest) -> list[User]:
    is_buyers = request.side == Side.BUYER
    return list(messages.exhibitor_side(request) if is_buyers else messages.buyer_side(request))


def _askers(request: MeetingRequest) -> list[User]:
    is_buyers = request.side == Side.BUYER
    return list(messages.buyer_side(request) if is_buyers else messages.exhibitor_side(request))
