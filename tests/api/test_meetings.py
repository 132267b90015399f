import pytest
from django.utils import timezone

from buyers.models import Meeting
from expo.fair.models import Occupancy
from expo.notifications.models import Notification
from tests.factories import (
    BuyerGroupFactory,
    DelegateFactory,
    EditionFactory,
    ExhibitorFactory,
    MeetingFactory,
    MeetingPointFactory,
    RepresentativeFactory,
    RequestFactory,
    UserFactory,
    make_organiser,
    make_slots,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/meetings/"


@pytest.fixture
def edition():
    return EditionFactory(slots=3)


@pytest.fixture
def organiser(edition, signed_in):
    return signed_in(make_organiser(edition))


@pytest.fixture
def coordinator():
    return UserFactory()


@pytest.fixture
def delegate(edition, coordinator):
    return DelegateFactory(group=BuyerGroupFactory(edition=edition, coordinator=coordinator))


@pytest.fixture
def accepted(delegate):
    return RequestFactory(delegate=delegate, accepted=True)


@pytest.fixture
def meeting(delegate):
    return MeetingFactory(request__delegate=delegate)


def one(meeting, step=""):
    return f"{LIST}{meeting.pk}/{step}"


def body(request, /, **fields):
    edition = request.exhibitor.edition
    return {
        "request": request.pk,
        "slot": make_slots(edition, 1)[0].pk,
        "point": MeetingPointFactory(edition=edition).pk,
        "representative": RepresentativeFactory(exhibitor=request.exhibitor).pk,
        **fields,
    }


def test_it_shows_meetings_to_those_who_meet_and_act_for_them(meeting, coordinator, organiser, signed_in):
    person = UserFactory()
    meeting.representative.person.user = person
    meeting.representative.person.save()
    for client in [signed_in(coordinator), signed_in(person), organiser]:
        assert [row["id"] for row in client.get(LIST).json()["results"]] == [meeting.pk]
        assert client.get(one(meeting)).status_code == 200
        assert client.get(f"{LIST}999999/").status_code == 404
    other = signed_in(UserFactory())
    assert other.get(LIST).json()["results"] == []
    assert other.get(one(meeting)).status_code == 404


def test_it_shows_when_where_and_who(meeting, organiser):
    shown = organiser.get(one(meeting)).json()
    assert shown["starts_at"] == timezone.localtime(meeting.slot.starts_at).isoformat()
    assert shown["point"] == meeting.point.label
    assert shown["representative"]["name"] == meeting.representative.person.name
    assert shown["delegate"]["name"] == meeting.request.delegate.person.name
    assert shown["exhibitor"]["id"] == meeting.request.exhibitor.pk


def test_it_asks_strangers_who_they_are(anybody, meeting):
    for answer in [anybody.get(LIST), anybody.post(LIST, {}), anybody.post(one(meeting, "cancel/"))]:
        assert answer.status_code == 401


def test_it_finds_meetings(meeting, organiser, edition):
    day = meeting.slot.day.date
    for query, count in [
        (f"edition={edition.slug}", 1),
        (f"date={day}", 1),
        ("date=2020-01-01", 0),
        ("state=confirmed", 1),
        ("state=cancelled", 0),
    ]:
        assert len(organiser.get(f"{LIST}?{query}").json()["results"]) == count
    assert organiser.get(f"{LIST}?date=someday").status_code == 400


def test_it_fixes_a_meeting_by_hand(accepted, organiser, coordinator):
    answer = organiser.post(LIST, body(accepted))
    assert (answer.status_code, answer.json()["state"]) == (201, "confirmed")
    assert Occupancy.objects.count() == 3
    assert Notification.objects.filter(recipient=coordinator, kind="meeting-scheduled").exists()
    assert organiser.post(LIST, body(accepted)).status_code == 409


def test_it_lets_organisers_alone_fix_meetings(accepted, coordinator, signed_in):
    assert signed_in(coordinator).post(LIST, body(accepted)).status_code == 404
    elsewhere = signed_in(make_organiser(EditionFactory()))
    answer = elsewhere.post(LIST, body(accepted))
    assert answer.status_code == 404
    assert set(answer.json()["errors"]) == {"request", "slot", "point", "representative"}
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("field", ["request", "slot", "point", "representative"])
def test_it_says_which_key_is_wrong(field, accepted, organiser):
    foreign = RequestFactory(accepted=True)
    for wrong, status in [(999999, 404), ("x", 400), (None, 400), (body(foreign)[field], 404)]:
        answer = organiser.post(LIST, body(accepted, **{field: wrong}))
        assert (answer.status_code, list(answer.json()["errors"])) == (status, [field])
    assert not Meeting.objects.exists()


def test_it_names_free_times_where_somebody_is_taken(meeting, delegate, organiser, edition):
    other = RequestFactory(
        delegate=delegate, accepted=True, exhibitor=ExhibitorFactory(edition=edition, approved=True)
    )
    answer = organiser.post(LIST, body(other))
    assert answer.status_code == 409
    assert [each[-5:] for each in answer.json()["alternatives"]] == ["09:30", "10:00"]
    assert Meeting.objects.get() == meeting
    assert Occupancy.objects.count() == 3


def test_it_refuses_a_time_outside_the_fair(accepted, organiser, edition, signed_in):
    other = EditionFactory(slots=1)
    both = make_organiser(edition)
    other.roles.create(user=both, kind="organiser")
    answer = signed_in(both).post(LIST, body(accepted, slot=make_slots(other, 1)[0].pk))
    assert answer.status_code == 409
    assert answer.json()["detail"].startswith("This slot or meeting point belongs to another edition.")
    assert not Meeting.objects.exists()


def test_it_refuses_a_meeting_that_nobody_agreed_to(delegate, organiser):
    assert organiser.post(LIST, body(RequestFactory(delegate=delegate))).status_code == 409


def test_it_cancels_and_frees_everybody(meeting, coordinator, signed_in):
    me = signed_in(coordinator)
    answer = me.post(one(meeting, "cancel/"))
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert not Occupancy.objects.exists()
    assert Notification.objects.filter(recipient=coordinator, kind="meeting-cancelled").exists()
    assert me.post(one(meeting, "cancel/")).status_code == 409


def test_it_hides_others_meetings_from_writing(meeting, signed_in):
    other = signed_in(UserFactory())
    assert other.post(one(meeting, "cancel/")).status_code == 404
    assert other.post(f"{LIST}999999/cancel/").status_code == 404
    assert other.patch(one(meeting), {"state": "cancelled"}).status_code == 405


def test_it_asks_as_much_for_three_meetings_as_for_one(delegate, organiser, edition, queries_of):
    def add(number):
        MeetingFactory(request__delegate=delegate, slot=make_slots(edition, 3)[number])

    add(0)
    for_one = queries_of(organiser, LIST, rows=1)
    add(1)
    add(2)
    assert queries_of(organiser, LIST, rows=3) == for_one
