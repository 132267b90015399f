"""Several delegates of a group come to one meeting: it takes the time of all, and all of them must be free."""

import pytest
from django.utils import timezone

from buyers.acts import companions, groups, meetings, requests
from buyers.calendar import calendar_of
from buyers.models import Delegate, Meeting, MeetingRequest
from buyers.unheld import unheld
from expo.common.acts import Refused
from expo.fair.models import Closure, Occupancy
from expo.notifications.models import Notification
from tests import factories as make
from tests.buyers.timetables import scheduled
from tests.buyers.told import kinds_told


@pytest.fixture
def colleague(group):
    return make.DelegateFactory(group=group, person__name="Aisha Al Marri")


@pytest.fixture
def together(accepted, colleague):
    """The accepted request, to which a colleague comes along."""
    accepted.companions.set([colleague])
    return accepted


@pytest.fixture
def fixed(together, slots):
    return make.MeetingFactory(request=together, slot=slots[0])


def busy(person, slot):
    return Occupancy.objects.filter(person=person, during__startswith=slot.starts_at).exists()


def elsewhere(edition, person, slot):
    """Somebody has something else to do in a slot."""
    during = (slot.starts_at, slot.ends_at)
    cause = Occupancy.Cause.PROGRAMME
    Occupancy.objects.create(edition=edition, person=person, cause=cause, cause_id=1, during=during)


class TestAsking:
    def ask(self, delegate, exhibitor, coordinator, *others):
        side = MeetingRequest.Side.BUYER
        return requests.ask(delegate, exhibitor, side=side, companions=others, actor=coordinator)

    def test_the_exhibitor_hears_who_else_comes(self, delegate, exhibitor, coordinator, colleague, member):
        asked = self.ask(delegate, exhibitor, coordinator, colleague)
        assert asked.guests == [delegate, colleague]
        told = Notification.objects.get(recipient=member, kind="request-sent")
        assert told.facts["companions"] == ["Aisha Al Marri"]

    def test_only_delegates_of_the_same_group_come_along(self, delegate, exhibitor, coordinator, edition):
        stranger = make.DelegateFactory(group=make.BuyerGroupFactory(edition=edition))
        with pytest.raises(Refused, match="same group"):
            self.ask(delegate, exhibitor, coordinator, stranger)
        assert not MeetingRequest.objects.exists()

    def test_nobody_comes_along_with_themselves(self, delegate, exhibitor, coordinator):
        with pytest.raises(Refused, match="comes anyway"):
            self.ask(delegate, exhibitor, coordinator, delegate)


class TestPlacing:
    def test_it_takes_the_time_of_all(self, fixed, colleague, delegate, slots):
        assert busy(colleague.person, slots[0])
        assert busy(delegate.person, slots[0])

    def test_it_is_refused_while_one_of_them_is_elsewhere(
        self, together, colleague, exhibitor, edition, slots, organiser
    ):
        other = make.RequestFactory(
            delegate=colleague, exhibitor=make.ExhibitorFactory(edition=edition, approved=True), accepted=True
        )
        make.MeetingFactory(request=other, slot=slots[0])
        place = exhibitor.claims.get().booth.meeting_points.get(), exhibitor.representatives.get()
        with pytest.raises(Refused, match="somewhere else") as refused:
            meetings.arrange(together, slots[0], *place, actor=organiser)
        assert [time[-5:] for time in refused.value.alternatives] == ["09:30", "10:00"]

    def test_the_scheduler_finds_a_time_that_suits_all(
        self, together, delegate, colleague, edition, slots, organiser
    ):
        for person, slot in ((delegate.person, slots[0]), (colleague.person, slots[2])):
            elsewhere(edition, person, slot)
        scheduled(edition, organiser)
        assert Meeting.objects.get(request=together).slot == slots[1]

    def test_the_scheduler_says_why_there_is_none(
        self, together, delegate, colleague, edition, slots, organiser
    ):
        for slot in slots[:2]:
            elsewhere(edition, delegate.person, slot)
        elsewhere(edition, colleague.person, slots[2])
        scheduled(edition, organiser)
        together.refresh_from_db()
        assert together.unplaced_because["reason"] == "no-common-slot"

    def test_a_fixed_meeting_counts_among_those_of_the_day_of_who_comes_along(
        self, fixed, colleague, edition, exhibitor, organiser
    ):
        Delegate.objects.filter(pk=colleague.pk).update(most_meetings_a_day=1)
        own = make.RequestFactory(delegate=colleague, exhibitor=exhibitor, accepted=True)
        scheduled(edition, organiser)
        assert not own.meetings.exists()

    def test_a_meeting_can_not_be_held_when_who_comes_along_arrives_later(
        self, fixed, colleague, coordinator
    ):
        assert not unheld(Meeting.objects.all()).exists()
        later = {"arrives_on": fixed.slot.day.edition.closes_on}
        assert groups.change_delegate(colleague, later, actor=coordinator) == 1
        assert list(unheld(Meeting.objects.all())) == [fixed]


class TestChoosing:
    def test_who_joins_a_fixed_meeting_is_busy_then_and_both_sides_hear_it(
        self, accepted, colleague, slots, coordinator, member
    ):
        meeting = make.MeetingFactory(request=accepted, slot=slots[0])
        companions.choose(accepted, [colleague], actor=coordinator)
        assert busy(colleague.person, slots[0])
        assert kinds_told(member)[-1] == kinds_told(coordinator)[-1] == "meeting-company"
        meeting.refresh_from_db()
        assert meeting.version == 2

    def test_who_stays_away_is_free_again(self, fixed, together, colleague, delegate, slots, coordinator):
        companions.choose(together, [], actor=coordinator)
        assert not busy(colleague.person, slots[0])
        assert busy(delegate.person, slots[0])

    def test_nothing_changes_when_somebody_is_elsewhere(
        self, accepted, colleague, slots, coordinator, edition, member
    ):
        make.MeetingFactory(request=accepted, slot=slots[0])
        elsewhere(edition, colleague.person, slots[0])
        with pytest.raises(Refused, match="somewhere else"):
            companions.choose(accepted, [colleague], actor=coordinator)
        assert not accepted.companions.exists()
        assert "meeting-company" not in kinds_told(member)

    def test_nobody_is_told_twice_that_nothing_changed(self, fixed, together, colleague, coordinator, member):
        companions.choose(together, [colleague], actor=coordinator)
        assert "meeting-company" not in kinds_told(member)

    def test_who_stays_away_may_do_so_while_the_hall_is_closed(self, fixed, together, coordinator):
        hall = fixed.point.booth.hall
        Closure.objects.create(hall=hall, starts_at=fixed.slot.starts_at, ends_at=fixed.slot.ends_at)
        companions.choose(together, [], actor=coordinator)
        assert not together.companions.exists()

    def test_nobody_joins_or_leaves_what_has_begun(self, fixed, together, slots, coordinator):
        type(slots[0]).objects.filter(pk=slots[0].pk).update(starts_at=timezone.now())
        with pytest.raises(Refused, match="begun"):
            companions.choose(together, [], actor=coordinator)
        assert together.companions.exists()

    def test_who_meets_and_signs_in_hears_of_it(self, together, colleague, slots):
        colleague.person.user = make.UserFactory()
        colleague.person.save()
        make.MeetingFactory(request=together, slot=slots[0])
        assert kinds_told(colleague.person.user) == ["meeting-scheduled"]

    def test_who_is_expected_can_not_be_removed(self, together, colleague, coordinator):
        with pytest.raises(Refused, match="comes along"):
            groups.remove_delegate(colleague, actor=coordinator)


class TestSeeing:
    def test_the_coordinator_chooses_on_a_page(self, client, accepted, colleague, coordinator):
        client.force_login(coordinator)
        page = f"/en/workspace/requests/{accepted.pk}/companions/"
        assert "Aisha Al Marri" in client.get(page).content.decode()
        answer = client.post(page, {"companions": [colleague.pk]})
        assert answer.status_code == 302
        assert list(accepted.companions.all()) == [colleague]
        assert "Also comes:" in client.get("/en/workspace/requests/?side=sent").content.decode()

    def test_the_exhibitor_does_not_choose_who_comes(self, client, accepted, member):
        client.force_login(member)
        assert client.get(f"/en/workspace/requests/{accepted.pk}/companions/").status_code == 404

    def test_a_coordinator_asks_for_several_at_once(
        self, client, delegate, exhibitor, colleague, coordinator
    ):
        need = make.NeedFactory(delegate=delegate)
        client.force_login(coordinator)
        form = {"priority": 2, "message": "", "companions": [colleague.pk]}
        client.post(f"/en/workspace/needs/{need.pk}/ask/{exhibitor.pk}/", form)
        assert MeetingRequest.objects.get().guests == [delegate, colleague]

    def test_it_stands_in_the_diary_of_who_comes_along(self, client, fixed, colleague):
        colleague.person.user = make.UserFactory()
        colleague.person.save()
        client.force_login(colleague.person.user)
        assert "Aisha Al Marri" in client.get("/en/workspace/diary/").content.decode()

    def test_it_stands_in_the_calendar_file_of_who_comes_along(self, client, fixed, colleague, coordinator):
        client.force_login(coordinator)
        file = client.get(f"/en/workspace/delegates/{colleague.pk}/diary.ics").content.decode()
        assert file.count("BEGIN:VEVENT") == 1
        assert "Aisha Al Marri" in calendar_of([fixed], "Meetings").decode().replace("\r\n ", "")

    def test_it_counts_among_the_meetings_of_who_comes_along(self, client, fixed, group, coordinator):
        client.force_login(coordinator)
        page = client.get(f"/en/workspace/groups/{group.pk}/")
        assert [row.meetings for row in page.context["page"]] == [1, 1]

    def test_request_and_meeting_count_as_changed_when_somebody_else_comes(self, fixed, colleague):
        before = fixed.modified_at, fixed.request.modified_at
        fixed.request.companions.remove(colleague)
        fixed.refresh_from_db()
        assert before < (fixed.modified_at, fixed.request.modified_at)
        assert fixed.request.modified_at > before[1]
