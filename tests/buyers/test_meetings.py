"""Meetings: two people and a table for a slot, or none of it."""

from datetime import timedelta

import pytest

from buyers.acts import meetings
from buyers.models import Meeting
from buyers.states import MeetingState, Request
from expo.common.acts import Refused
from expo.fair.models import Occupancy
from tests import factories as make
from tests.buyers.told import kinds_told


@pytest.fixture
def arrange(accepted, slots, table, host, organiser):
    def arranged(request=accepted, slot=slots[0], point=table, representative=host):
        return meetings.arrange(request, slot, point, representative, actor=organiser)

    return arranged


def of_another(exhibitor, group, **fields):
    """An accepted request of another delegate."""
    other = make.DelegateFactory(group=group)
    return make.RequestFactory(delegate=other, exhibitor=exhibitor, accepted=True, **fields)


class TestArranging:
    def test_it_takes_both_people_and_the_table(self, arrange, accepted, host, table, slots):
        meeting = arrange()
        stays = Occupancy.objects.all()
        assert {stay.person for stay in stays} == {accepted.delegate.person, host.person, None}
        assert {stay.point for stay in stays} == {table, None}
        assert {(stay.during.lower, stay.during.upper) for stay in stays} == {
            (slots[0].starts_at, slots[0].ends_at)
        }
        assert {stay.cause_id for stay in stays} == {meeting.pk}

    def test_it_tells_both_sides(self, arrange, coordinator, member, organiser):
        arrange()
        assert kinds_told(coordinator) == kinds_told(member) == ["meeting-scheduled"]
        assert kinds_told(organiser) == []

    def test_it_refuses_a_host_who_is_elsewhere_and_names_free_times(
        self, arrange, exhibitor, edition, group
    ):
        arrange()
        other_table = make.MeetingPointFactory(edition=edition)
        with pytest.raises(Refused, match="somewhere else") as refused:
            arrange(of_another(exhibitor, group), point=other_table)
        assert [time[-5:] for time in refused.value.alternatives] == ["09:30", "10:00"]
        assert Meeting.objects.count() == 1
        assert Occupancy.objects.count() == 3

    def test_it_refuses_a_table_that_is_taken(self, arrange, exhibitor, group):
        arrange()
        other_host = make.RepresentativeFactory(exhibitor=exhibitor)
        with pytest.raises(Refused, match="meeting point is taken"):
            arrange(of_another(exhibitor, group), representative=other_host)
        assert Meeting.objects.count() == 1

    def test_it_refuses_a_delegate_who_is_elsewhere(self, arrange, accepted, edition):
        arrange()
        other = make.ExhibitorFactory(edition=edition, approved=True)
        request = make.RequestFactory(delegate=accepted.delegate, exhibitor=other, accepted=True)
        with pytest.raises(Refused, match="somewhere else"):
            arrange(
                request,
                point=make.MeetingPointFactory(edition=edition),
                representative=make.RepresentativeFactory(exhibitor=other),
            )

    def test_it_allows_the_next_slot_at_once(self, arrange, exhibitor, group, slots):
        arrange()
        assert arrange(of_another(exhibitor, group), slot=slots[1])

    def test_it_happens_once_a_request(self, arrange, slots):
        arrange()
        with pytest.raises(Refused, match="fixed already"):
            arrange(slot=slots[1])

    @pytest.mark.parametrize("state", sorted(set(Request) - {Request.ACCEPTED}))
    def test_it_needs_a_request_that_was_accepted(self, state, arrange, accepted):
        type(accepted).objects.filter(pk=accepted.pk).update(state=state)
        with pytest.raises(Refused, match="Only an accepted request"):
            arrange()
        assert not Occupancy.objects.exists()

    def test_it_needs_a_host_of_the_exhibitor(self, arrange):
        with pytest.raises(Refused, match="another exhibitor"):
            arrange(representative=make.RepresentativeFactory())

    def test_it_needs_a_table_of_the_exhibitor_or_in_a_meeting_hall(self, arrange, edition):
        of_another = make.MeetingPointFactory(edition=edition, booth=make.BoothFactory(edition=edition))
        with pytest.raises(Refused, match="booth of another exhibitor"):
            arrange(point=of_another)
        assert arrange(point=make.MeetingPointFactory(edition=edition))

    def test_it_waits_until_the_delegate_has_arrived_and_says_when_that_is(self, arrange, accepted, edition):
        make.make_slots(edition, 1, day=1)
        accepted.delegate.arrives_on = edition.opens_on + timedelta(days=1)
        accepted.delegate.save(update_fields=["arrives_on"])
        with pytest.raises(Refused, match="while the delegate is there") as refused:
            arrange()
        assert [time[-5:] for time in refused.value.alternatives] == ["09:00"]

    def test_it_leaves_public_days_to_the_public(self, arrange, edition):
        make.make_day(edition, 2, kind="public")
        with pytest.raises(Refused, match="trade days"):
            arrange(slot=make.make_slots(edition, 1, day=2)[0])

    def test_it_stays_within_an_edition(self, arrange):
        elsewhere = make.EditionFactory()
        for strange in (
            {"slot": make.make_slots(elsewhere, 1)[0]},
            {"point": make.MeetingPointFactory(edition=elsewhere)},
        ):
            with pytest.raises(Refused, match="another edition"):
                arrange(**strange)
        assert not Meeting.objects.exists()


class TestCancelling:
    def test_it_frees_the_people_and_the_table(self, arrange, organiser):
        meeting = arrange()
        meetings.cancel(meeting, actor=organiser)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.version) == (MeetingState.CANCELLED, 2)
        assert not Occupancy.objects.exists()
        assert arrange().state == MeetingState.CONFIRMED

    def test_it_notes_when(self, arrange, organiser):
        meeting = arrange()
        Meeting.objects.update(updated_at=meeting.updated_at - timedelta(days=1))
        meetings.cancel(meeting, actor=organiser)
        assert Meeting.objects.get().updated_at >= meeting.updated_at

    def test_it_tells_both_sides_once(self, arrange, coordinator, member, organiser):
        meeting = arrange()
        meetings.cancel(meeting, actor=organiser)
        with pytest.raises(Refused):
            meetings.cancel(meeting, actor=organiser)
        told = ["meeting-scheduled", "meeting-cancelled"]
        assert kinds_told(coordinator) == kinds_told(member) == told

    def test_it_leaves_other_meetings_alone(self, arrange, exhibitor, group, slots, organiser):
        first, second = arrange(), arrange(of_another(exhibitor, group), slot=slots[1])
        meetings.cancel(first, actor=organiser)
        second.refresh_from_db()
        assert second.state == MeetingState.CONFIRMED
        assert set(Occupancy.objects.values_list("cause_id", flat=True)) == {second.pk}


def test_it_shows_each_side_its_diary_by_day(arrange, accepted, coordinator, member, client):
    arrange()
    for user in (coordinator, member):
        client.force_login(user)
        page = client.get("/en/workspace/diary/").content.decode()
        assert str(accepted.delegate) in page
        assert str(accepted.exhibitor) in page
        assert "09:00–09:30" in page
    client.force_login(make.UserFactory())
    assert str(accepted.delegate) not in client.get("/en/workspace/diary/").content.decode()


def test_it_shows_a_person_the_own_diary(arrange, accepted, client):
    arrange()
    user = make.UserFactory()
    accepted.delegate.person.user = user
    accepted.delegate.person.save()
    client.force_login(user)
    assert str(accepted.exhibitor) in client.get("/en/workspace/diary/").content.decode()
