import pytest

from buyers.models import MeetingRequest
from expo.notifications.models import Notification
from tests.factories import (
    BuyerGroupFactory,
    DelegateFactory,
    EditionFactory,
    ExhibitorFactory,
    MatchFactory,
    MeetingFactory,
    NeedFactory,
    RequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/requests/"


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def coordinator():
    return UserFactory()


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def delegate(edition, coordinator):
    return DelegateFactory(group=BuyerGroupFactory(edition=edition, coordinator=coordinator))


@pytest.fixture
def exhibitor(edition, member):
    return ExhibitorFactory(edition=edition, approved=True, company__members=[member])


@pytest.fixture
def buyer(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def seller(member, signed_in):
    return signed_in(member)


@pytest.fixture
def request_(delegate, exhibitor):
    return RequestFactory(delegate=delegate, exhibitor=exhibitor)


def one(request, step=""):
    return f"{LIST}{request.pk}/{step}"


def body(delegate, exhibitor, /, **fields):
    return {"delegate": delegate.pk, "exhibitor": exhibitor.pk, **fields}


def test_it_shows_requests_to_both_sides_and_nobody_else(request_, buyer, seller, signed_in):
    for client in [buyer, seller]:
        assert [row["id"] for row in client.get(LIST).json()["results"]] == [request_.pk]
        assert client.get(one(request_)).json()["state"] == "sent"
        assert client.get(f"{LIST}999999/").status_code == 404
    other = signed_in(UserFactory())
    assert other.get(LIST).json()["results"] == []
    assert other.get(one(request_)).status_code == 404


def test_it_asks_strangers_who_they_are(anybody, request_):
    assert anybody.get(LIST).status_code == 401
    assert anybody.post(LIST, {}).status_code == 401
    for step in ["accept/", "decline/", "withdraw/"]:
        assert anybody.post(one(request_, step)).status_code == 401


def test_it_says_in_words_why_no_time_was_found(request_, buyer):
    MeetingRequest.objects.update(unplaced_because={"reason": "no-host", "values": {}})
    why = buyer.get(one(request_)).json()["unplaced_because"]
    assert why == "No representative of the exhibitor is free when both are."


@pytest.mark.parametrize(
    ("query", "count"), [("state=sent", 1), ("state=declined", 0), ("side=buyer", 1), ("side=exhibitor", 0)]
)
def test_it_finds_requests(query, count, request_, buyer):
    assert len(buyer.get(f"{LIST}?{query}").json()["results"]) == count


def test_it_asks_for_a_meeting_in_the_buyers_name(buyer, member, delegate, exhibitor):
    need = NeedFactory(delegate=delegate)
    answer = buyer.post(
        LIST, body(delegate, exhibitor, need=need.pk, priority=3, message="Soon?", state="accepted")
    )
    assert answer.status_code == 201
    shown = answer.json()
    assert (shown["side"], shown["state"], shown["priority"]) == ("buyer", "sent", 3)
    assert shown["need"]["text"] == need.text
    assert Notification.objects.filter(recipient=member, kind="request-sent").exists()


def test_it_asks_for_a_meeting_in_the_exhibitors_name(seller, coordinator, delegate, exhibitor):
    MatchFactory(need=NeedFactory(delegate=delegate), exhibitor=exhibitor)
    answer = seller.post(LIST, body(delegate, exhibitor, side="buyer"))
    assert (answer.status_code, answer.json()["side"]) == (201, "exhibitor")
    assert Notification.objects.filter(recipient=coordinator, kind="request-sent").exists()


def test_it_lets_an_exhibitor_come_back_to_who_asked_before(seller, delegate, exhibitor):
    RequestFactory(delegate=delegate, exhibitor=exhibitor, withdrawn=True)
    assert seller.post(LIST, body(delegate, exhibitor)).status_code == 201


def test_it_knows_no_delegates_that_an_exhibitor_has_nothing_to_do_with(seller, delegate, exhibitor):
    answer = seller.post(LIST, body(delegate, exhibitor))
    assert (answer.status_code, list(answer.json()["errors"])) == (404, ["delegate"])
    assert not MeetingRequest.objects.exists()


def test_it_asks_in_nobody_elses_name(seller, delegate, exhibitor, edition):
    MatchFactory(need=NeedFactory(delegate=delegate), exhibitor=exhibitor)
    other = ExhibitorFactory(edition=edition, approved=True)
    answer = seller.post(LIST, body(delegate, other))
    assert (answer.status_code, list(answer.json()["errors"])) == (404, ["exhibitor"])


def test_it_refuses_what_one_does_not_see(buyer, delegate, exhibitor, edition):
    draft = ExhibitorFactory(edition=edition)
    for wrong in [{"exhibitor": draft.pk}, {"need": NeedFactory().pk}, {"delegate": DelegateFactory().pk}]:
        answer = buyer.post(LIST, {**body(delegate, exhibitor), **wrong})
        assert (answer.status_code, list(answer.json()["errors"])) == (404, list(wrong))
    assert not MeetingRequest.objects.exists()


def test_it_refuses_another_delegates_need(buyer, delegate, exhibitor):
    need = NeedFactory(delegate=DelegateFactory(group=delegate.group))
    answer = buyer.post(LIST, body(delegate, exhibitor, need=need.pk))
    assert (answer.status_code, list(answer.json()["errors"])) == (409, ["need"])


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"priority": 9}, "priority"), ({"priority": "x"}, "priority"), ({"message": "x" * 1001}, "message")],
)
def test_it_says_at_the_field_what_is_wrong(fields, field, buyer, delegate, exhibitor):
    answer = buyer.post(LIST, body(delegate, exhibitor, **fields))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_it_takes_one_open_request_a_pair(buyer, request_):
    answer = buyer.post(LIST, body(request_.delegate, request_.exhibitor))
    assert answer.status_code == 409
    assert answer.json()["detail"] == "A meeting of these two is asked for already."


def test_it_refuses_pairs_of_two_editions(buyer, delegate):
    assert buyer.post(LIST, body(delegate, ExhibitorFactory(approved=True))).status_code == 409


@pytest.mark.parametrize(("step", "state"), [("accept/", "accepted"), ("decline/", "declined")])
def test_it_takes_the_answer_of_who_was_asked(step, state, request_, buyer, seller, coordinator):
    assert buyer.post(one(request_, step)).status_code == 404
    answer = seller.post(one(request_, step), {"answer": "Thank you"})
    assert (answer.status_code, answer.json()["state"], answer.json()["answer"]) == (200, state, "Thank you")
    assert Notification.objects.filter(recipient=coordinator, kind=f"request-{state}").exists()
    assert seller.post(one(request_, step)).status_code == 409


def test_it_refuses_an_answer_that_is_too_long(request_, seller):
    answer = seller.post(one(request_, "accept/"), {"answer": "x" * 1001})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["answer"])


def test_it_lets_who_asked_take_it_back_with_its_meeting(coordinator, member, buyer, seller):
    meeting = MeetingFactory(
        request__delegate__group__coordinator=coordinator, request__exhibitor__company__members=[member]
    )
    path = one(meeting.request, "withdraw/")
    assert seller.post(path).status_code == 404
    assert buyer.post(path).json()["state"] == "withdrawn"
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"


@pytest.mark.parametrize("step", ["accept/", "decline/", "withdraw/"])
def test_it_hides_others_requests_from_writing(step, request_, signed_in):
    other = signed_in(UserFactory())
    assert other.post(one(request_, step)).status_code == 404
    assert other.post(f"{LIST}999999/{step}").status_code == 404


def test_it_asks_as_much_for_three_requests_as_for_one(buyer, delegate, edition, queries_of):
    def add():
        exhibitor = ExhibitorFactory(edition=edition, approved=True)
        RequestFactory(delegate=delegate, exhibitor=exhibitor, need=NeedFactory(delegate=delegate))

    add()
    for_one = queries_of(buyer, LIST, rows=1)
    add()
    add()
    assert queries_of(buyer, LIST, rows=3) == for_one


class TestCompanions:
    @pytest.fixture
    def colleague(self, delegate):
        return DelegateFactory(group=delegate.group)

    def test_it_asks_for_several(self, buyer, delegate, exhibitor, colleague):
        answer = buyer.post(LIST, body(delegate, exhibitor, companions=[colleague.pk]), format="json")
        assert answer.status_code == 201
        assert [each["id"] for each in answer.json()["companions"]] == [colleague.pk]

    def test_it_says_later_who_comes_along(self, request_, buyer, seller, colleague):
        chosen = {"companions": [colleague.pk]}
        assert seller.post(one(request_, "companions/"), chosen, format="json").status_code == 404
        answer = buyer.post(one(request_, "companions/"), chosen, format="json")
        assert [each["id"] for each in answer.json()["companions"]] == [colleague.pk]
        shown = seller.get(one(request_)).json()["companions"]
        assert [each["name"] for each in shown] == [colleague.person.name_with_latin]

    def test_it_knows_no_delegates_of_others(self, request_, buyer):
        stranger = {"companions": [DelegateFactory().pk]}
        assert buyer.post(one(request_, "companions/"), stranger, format="json").status_code == 404

    def test_it_refuses_delegates_of_another_group_of_ones_own(self, request_, buyer, coordinator, edition):
        group = BuyerGroupFactory(edition=edition, coordinator=coordinator)
        other = {"companions": [DelegateFactory(group=group).pk]}
        answer = buyer.post(one(request_, "companions/"), other, format="json")
        assert (answer.status_code, "same group" in answer.json()["detail"]) == (409, True)
