"""Requests to meet: either side asks, the other answers."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from buyers.acts import requests
from buyers.models import MeetingRequest
from buyers.states import REQUEST, MeetingState, Request
from expo.common.acts import Refused
from tests import factories as make
from tests.buyers.told import kinds_told

BUYER, EXHIBITOR = MeetingRequest.Side.BUYER, MeetingRequest.Side.EXHIBITOR


@pytest.fixture
def sides(coordinator, member):
    """By who asked: who asks, and who is asked."""
    return {BUYER: (coordinator, member), EXHIBITOR: (member, coordinator)}


@pytest.fixture
def ask(delegate, exhibitor, sides):
    def asked(side=BUYER, **fields):
        return requests.ask(delegate, exhibitor, side=side, actor=sides[side][0], **fields)

    return asked


@pytest.mark.parametrize("side", [BUYER, EXHIBITOR])
class TestFromEitherSide:
    def test_it_tells_the_other_side(self, side, ask, sides):
        assert ask(side).state == Request.SENT
        asker, asked = sides[side]
        assert (kinds_told(asker), kinds_told(asked)) == ([], ["request-sent"])

    @pytest.mark.parametrize(
        ("act", "kind", "state"),
        [
            (requests.accept, "request-accepted", Request.ACCEPTED),
            (requests.decline, "request-declined", Request.DECLINED),
        ],
    )
    def test_it_tells_who_asked_of_the_answer(self, act, kind, state, side, ask, sides):
        asker, asked = sides[side]
        request = ask(side)
        act(request, answer="With pleasure.", actor=asked)
        request.refresh_from_db()
        assert (request.state, request.answer) == (state, "With pleasure.")
        assert (kinds_told(asker), kinds_told(asked)) == ([kind], ["request-sent"])

    def test_it_tells_who_was_asked_that_it_is_taken_back(self, side, ask, sides):
        asker, asked = sides[side]
        requests.withdraw(ask(side), actor=asker)
        assert (kinds_told(asker), kinds_told(asked)) == ([], ["request-sent", "request-withdrawn"])

    def test_it_is_open_once_a_pair_whoever_asks(self, side, ask):
        ask(BUYER)
        with pytest.raises(Refused, match="asked for already"):
            ask(side)
        assert MeetingRequest.objects.count() == 1

    def test_it_is_answered_by_who_was_asked_alone(self, side, ask, sides, client):
        request = ask(side)
        asker, asked = sides[side]
        for user, status in ((asker, 404), (make.UserFactory(), 404), (asked, 302)):
            client.force_login(user)
            path = reverse("request-answer", args=[request.pk])
            assert client.post(path, {"answer": "accept"}).status_code == status
        request.refresh_from_db()
        assert request.state == Request.ACCEPTED

    def test_it_is_taken_back_by_who_asked_alone(self, side, ask, sides, client):
        request = ask(side)
        asker, asked = sides[side]
        for user, status in ((asked, 404), (make.UserFactory(), 404), (asker, 302)):
            client.force_login(user)
            assert client.post(reverse("request-withdraw", args=[request.pk])).status_code == status
        request.refresh_from_db()
        assert request.state == Request.WITHDRAWN


@pytest.mark.parametrize("state", Request)
@pytest.mark.parametrize(
    ("act", "then"),
    [
        (requests.accept, Request.ACCEPTED),
        (requests.decline, Request.DECLINED),
        (requests.withdraw, Request.WITHDRAWN),
    ],
)
def test_it_goes_from_state_to_state_as_the_table_says(act, then, state, delegate, exhibitor, member):
    request = make.RequestFactory(delegate=delegate, exhibitor=exhibitor, state=state)
    if then in REQUEST[state]:
        act(request, actor=member)
    else:
        with pytest.raises(Refused):
            act(request, actor=member)
    request.refresh_from_db()
    assert request.state == (then if then in REQUEST[state] else state)


@pytest.mark.parametrize("ended", [Request.DECLINED, Request.WITHDRAWN])
def test_it_may_be_asked_again_when_the_last_one_is_over(ended, ask, delegate, exhibitor):
    make.RequestFactory(delegate=delegate, exhibitor=exhibitor, state=ended)
    assert ask().state == Request.SENT


def test_it_is_for_a_need_of_the_delegate(ask, delegate):
    with pytest.raises(ValidationError) as error:
        ask(need=make.NeedFactory())
    assert "another delegate" in error.value.message_dict["need"][0]
    assert not MeetingRequest.objects.exists()
    assert ask(need=make.NeedFactory(delegate=delegate)).need.delegate == delegate


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected", "withdrawn"])
def test_it_goes_to_exhibitors_alone_who_take_part(state, delegate, edition, coordinator):
    row = make.ExhibitorFactory(edition=edition, state=state)
    with pytest.raises(Refused, match="does not take part"):
        requests.ask(delegate, row, side=BUYER, actor=coordinator)


def test_it_stays_within_an_edition(delegate, coordinator):
    row = make.ExhibitorFactory(approved=True)
    with pytest.raises(Refused, match="different editions"):
        requests.ask(delegate, row, side=BUYER, actor=coordinator)


@pytest.mark.parametrize("priority", [0, 4, 99])
def test_it_has_a_priority_that_there_is(priority, ask):
    with pytest.raises(ValidationError):
        ask(priority=priority)
    assert not MeetingRequest.objects.exists()


def test_it_calls_off_the_meeting_that_came_of_it(delegate, exhibitor, coordinator, member):
    meeting = make.MeetingFactory(
        request=make.RequestFactory(delegate=delegate, exhibitor=exhibitor, accepted=True)
    )
    requests.withdraw(meeting.request, actor=coordinator)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED
    assert "meeting-cancelled" in kinds_told(coordinator)
    assert "meeting-cancelled" in kinds_told(member)


class TestThePages:
    @pytest.fixture
    def ask_page(self, client, coordinator, delegate, exhibitor):
        client.force_login(coordinator)
        need = make.NeedFactory(delegate=delegate)
        return reverse("ask", args=[need.pk, exhibitor.pk])

    def test_it_asks_with_a_priority_and_a_word(self, ask_page, client):
        client.post(ask_page, {"priority": 3, "message": "We buy for 40 shops."})
        request = MeetingRequest.objects.get()
        assert (request.priority, request.message, request.side) == (3, "We buy for 40 shops.", BUYER)

    def test_it_says_that_a_meeting_is_asked_for_already(self, ask_page, client):
        client.post(ask_page, {"priority": 3})
        again = client.post(ask_page, {"priority": 3})
        assert "asked for already" in again.content.decode()
        assert MeetingRequest.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "wrong"), [("priority", "9"), ("priority", ""), ("message", "x" * 1001)]
    )
    def test_it_says_at_the_field_what_is_wrong(self, field, wrong, ask_page, client):
        answer = client.post(ask_page, {"priority": 2, field: wrong})
        assert set(answer.context["form"].errors) == {field}
        assert not MeetingRequest.objects.exists()

    @pytest.mark.parametrize("side", [BUYER, EXHIBITOR])
    def test_where_a_meeting_is_asked_for_already_both_are_led_to_the_request(
        self, side, ask, sides, client, delegate, exhibitor, edition
    ):
        match = make.MatchFactory(need=make.NeedFactory(delegate=delegate), exhibitor=exhibitor)
        request = ask(side, message="Shall we meet?")
        other = make.RequestFactory(delegate=delegate, exhibitor=make.ExhibitorFactory(edition=edition))
        for reader, pages in (
            (sides[BUYER][0], [("need", match.need_id), ("ask-exhibitor", exhibitor.pk)]),
            (sides[BUYER][1], [("interested", exhibitor.pk)]),
        ):
            client.force_login(reader)
            for name, key in pages:
                page = BeautifulSoup(client.get(reverse(name, args=[key])).content, "html.parser")
                (link,) = [each for each in page.find_all("a") if "A meeting is asked for." in each.text]
                led_to = client.get(link["href"])
                content = led_to.content.decode()
                assert f'id="request-{request.pk}"' in content
                assert f'id="request-{other.pk}"' not in content

    @pytest.mark.parametrize(
        ("named", "is_all"),
        [
            ("0", False),
            ("9" * 18, False),
            ("", True),
            ("x", True),
            ("9" * 30, True),
            ("٣", True),
            ("-1", True),
        ],
    )
    def test_an_address_that_names_no_request_shows_none_and_one_that_cannot_be_read_shows_all(
        self, named, is_all, ask, client, member
    ):
        make.RequestFactory(message="Not yours")
        own = ask(BUYER)
        client.force_login(member)
        answer = client.get(reverse("requests"), {"side": "received", "request": named})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert (f'id="request-{own.pk}"' in page, "Show all" not in page) == (is_all, is_all)
        assert "Not yours" not in page

    def test_it_lists_to_each_what_they_were_asked_and_asked(self, ask, sides, client):
        ask(BUYER, message="Shall we meet?")
        for user, side, is_there in (
            (sides[BUYER][1], "received", True),
            (sides[BUYER][1], "sent", False),
            (sides[BUYER][0], "received", False),
            (sides[BUYER][0], "sent", True),
        ):
            client.force_login(user)
            page = client.get(reverse("requests"), {"side": side}).content.decode()
            assert ("Shall we meet?" in page) == is_there

    def test_it_says_at_once_what_an_answer_came_too_late_for(self, ask, sides, client):
        request = ask(BUYER)
        requests.withdraw(request, actor=sides[BUYER][0])
        client.force_login(sides[BUYER][1])
        path = reverse("request-answer", args=[request.pk])
        assert "Not done:" in client.post(path, {"answer": "accept"}, follow=True).content.decode()
