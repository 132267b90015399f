"""What the organiser does by act buttons."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from buyers.models import Meeting
from buyers.states import MeetingState
from exhibitors.models import Exhibitor
from exhibitors.states import Claim, Registration
from expo.fair.models import Role
from expo.fair.organisers import GROUP
from expo.notifications.models import Delivery, Notification
from expo.people.models import Invitation
from expo.runs.models import Run
from tests import factories as make
from tests.admin import makers


def press(client, row, name, **data):
    meta = row._meta
    path = reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[row.pk])
    return client.post(path, data)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def member(db):
    return make.UserFactory()


@pytest.fixture
def submitted(edition, member):
    return make.ExhibitorFactory(edition=edition, submitted=True, company__members=[member])


@pytest.fixture
def approved(edition, member):
    return make.ExhibitorFactory(edition=edition, approved=True, company__members=[member])


@pytest.fixture
def booth(edition):
    return make.BoothFactory(edition=edition)


def test_it_approves_tells_the_company_and_notes_who_did(submitted, member, as_organiser, organiser):
    press(as_organiser, submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.state == Registration.APPROVED
    assert Delivery.objects.get(notification__recipient=member).notification.kind == "registration-approved"
    event = Exhibitor.pgh_event_model.objects.filter(pgh_obj_id=submitted.pk).latest("pgh_id")
    assert event.pgh_context.metadata["actor"] == organiser.pk
    history = as_organiser.get(reverse("admin:exhibitors_exhibitor_history", args=[submitted.pk]))
    assert organiser.email in history.content.decode()
    assert "Submitted → Approved" in history.content.decode()


def test_it_asks_before_it_acts(submitted, as_organiser):
    path = reverse("admin:exhibitors_exhibitor_approve", args=[submitted.pk])
    assert as_organiser.get(path).status_code == 200
    submitted.refresh_from_db()
    assert submitted.state == Registration.SUBMITTED


def test_it_takes_no_act_from_another_site(submitted, organiser):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(organiser)
    assert press(strict, submitted, "approve").status_code == 403
    submitted.refresh_from_db()
    assert submitted.state == Registration.SUBMITTED


@pytest.mark.parametrize(
    ("name", "state"),
    [("reject", Registration.REJECTED), ("request_changes", Registration.CHANGES_REQUESTED)],
)
def test_it_wants_a_remark_to_reject_or_ask_for_changes(name, state, submitted, as_organiser):
    response = press(as_organiser, submitted, name, remark=" ")
    assert response.context["form"].errors["remark"]
    submitted.refresh_from_db()
    assert submitted.state == Registration.SUBMITTED
    press(as_organiser, submitted, name, remark="The licence is missing.")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.remark) == (state, "The licence is missing.")


def test_it_says_so_where_an_act_does_not_fit_any_more(approved, as_organiser):
    assert "doesn't fit" in said(press(as_organiser, approved, "approve"))
    assert not Notification.objects.exists()


def test_it_approves_many_and_names_those_that_it_could_not(submitted, approved, as_organiser):
    path = reverse("admin:exhibitors_exhibitor_changelist")
    chosen = {"action": "approve_all", "_selected_action": [submitted.pk, approved.pk]}
    response = as_organiser.post(path, chosen)
    assert "Approved: 1." in said(response)
    assert str(approved) in said(response)


def test_it_gives_a_booth(approved, booth, as_organiser):
    press(as_organiser, approved, "give_booth", booth=booth.number)
    assert approved.claims.get().state == Claim.LET


def test_it_offers_the_booths_that_fit_the_wish_first(edition, as_organiser):
    zone = make.ZoneFactory(edition=edition)
    wisher = make.ExhibitorFactory(edition=edition, approved=True, zone=zone, booth_area=18)
    large = make.BoothFactory(edition=edition, area=36, zone=zone)
    other = make.BoothFactory(edition=edition, area=18)
    fits = make.BoothFactory(edition=edition, area=18, zone=zone)
    make.BoothFactory(edition=edition, pavilion=make.PavilionFactory(edition=edition))
    taken = make.BoothFactory(edition=edition, area=18, zone=zone)
    make.BoothClaimFactory(booth=taken)
    page = as_organiser.get(reverse("admin:exhibitors_exhibitor_give_booth", args=[wisher.pk]))
    assert page.context["form"].shown == [fits, large, other]
    sought = as_organiser.get(page.request["PATH_INFO"], {"q": other.number})
    assert sought.context["form"].shown == [other]


def test_it_names_free_booths_where_the_booth_is_taken(approved, booth, edition, as_organiser):
    free = make.BoothFactory(edition=edition, hall=booth.hall)
    make.BoothClaimFactory(booth=booth)
    response = press(as_organiser, approved, "give_booth", booth=booth.number)
    message = " ".join(response.context["form"].non_field_errors())
    assert "is taken" in message
    assert free.number in message
    assert not approved.claims.exists()


def test_it_offers_a_booth_until_the_end_of_a_day(approved, booth, as_organiser, edition):
    day = edition.today.isoformat()
    press(as_organiser, approved, "offer_booth", booth=booth.number, answer_by=day)
    claim = approved.claims.get()
    assert claim.state == Claim.OFFERED
    assert claim.answer_by.astimezone(edition.zone).isoformat().startswith(f"{day}T23:59")


def test_it_takes_no_offer_that_has_ended_already(approved, booth, as_organiser):
    response = press(as_organiser, approved, "offer_booth", booth=booth.number, answer_by="2024-01-01")
    assert "passed already" in " ".join(response.context["form"].non_field_errors())
    assert not approved.claims.exists()


def test_it_takes_a_booth_back(approved, booth, as_organiser):
    claim = make.BoothClaimFactory(exhibitor=approved, booth=booth)
    press(as_organiser, claim, "release")
    claim.refresh_from_db()
    assert claim.state == Claim.RELEASED


@pytest.mark.parametrize(
    ("button", "kind"),
    [
        ("buyers_match_match", "matching"),
        ("buyers_sourcingneed_match", "matching"),
        ("buyers_meeting_schedule", "scheduling"),
        ("buyers_meetingrequest_schedule", "scheduling"),
    ],
)
def test_it_starts_a_run_and_shows_its_page(button, kind, edition, as_organiser, organiser):
    response = as_organiser.post(reverse(f"admin:{button}"), {"edition": edition.pk})
    run = Run.objects.get()
    assert (run.kind, run.started_by, run.params["edition"]) == (kind, organiser, edition.pk)
    assert response.url == run.get_absolute_url()
    again = as_organiser.post(reverse(f"admin:{button}"), {"edition": edition.pk})
    assert "running already" in " ".join(again.context["form"].non_field_errors())


def test_it_starts_no_run_for_an_edition_of_others(as_organiser):
    others = make.EditionFactory()
    response = as_organiser.post(reverse("admin:buyers_meeting_schedule"), {"edition": others.pk})
    assert response.context["form"].errors["edition"]
    assert not Run.objects.exists()


def test_it_arranges_a_meeting_by_hand_where_everybody_is_free(edition, as_organiser):
    meeting = makers.meeting(edition)
    other = make.RequestFactory(
        accepted=True, delegate=makers.delegate(edition), exhibitor=meeting.request.exhibitor
    )
    place = {"point": meeting.point.pk, "representative": meeting.representative.pk}
    response = press(as_organiser, other, "arrange", slot=meeting.slot.pk, **place)
    assert "Free:" in " ".join(response.context["form"].non_field_errors())
    free = makers.slot(edition)
    press(as_organiser, other, "arrange", slot=free.pk, **place)
    assert other.meetings.get().slot == free
    page = as_organiser.get(reverse("admin:buyers_meetingrequest_arrange", args=[other.pk]), follow=True)
    assert "doesn&#x27;t fit" in page.content.decode()


def test_it_calls_meetings_off(edition, as_organiser):
    one, other = makers.meeting(edition), makers.meeting(edition)
    press(as_organiser, one, "cancel")
    chosen = {"action": "cancel_all", "_selected_action": [other.pk]}
    as_organiser.post(reverse("admin:buyers_meeting_changelist"), chosen)
    assert set(Meeting.objects.values_list("state", flat=True)) == {MeetingState.CANCELLED}


def test_it_cancels_a_run(edition, as_organiser):
    run = make.RunFactory(state=Run.State.QUEUED, about=f"fair.edition:{edition.pk}")
    press(as_organiser, run, "cancel")
    run.refresh_from_db()
    assert run.state == Run.State.CANCELLED


def test_it_sends_again_what_could_not_be_sent(edition, as_organiser):
    one, other = (
        Delivery.objects.create(notification=makers.notification(edition), state="failed", attempts=12)
        for _ in range(2)
    )
    press(as_organiser, one, "retry")
    chosen = {"action": "retry_all", "_selected_action": [other.pk]}
    as_organiser.post(reverse("admin:notifications_delivery_changelist"), chosen)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"waiting"}


def test_it_invites_to_a_role_by_e_mail(edition, as_organiser):
    pavilion = make.PavilionFactory(edition=edition)
    data = {"email": "new@example.org", "language": "en", "edition": edition.pk}
    path = reverse("admin:fair_role_invite")
    refused = as_organiser.post(path, {**data, "kind": "pavilion-organiser"})
    assert refused.context["form"].errors["pavilion"]
    as_organiser.post(path, {**data, "kind": "pavilion-organiser", "pavilion": pavilion.pk})
    invitation = Invitation.objects.get()
    assert invitation.facts["pavilion"] == pavilion.pk
    assert Notification.objects.get().address == "new@example.org"


def test_it_lets_organisers_into_the_admin_and_out_again(edition, as_superuser):
    user = make.UserFactory()
    grant = {"user": user.pk, "edition": edition.pk, "kind": "organiser"}
    as_superuser.post(reverse("admin:fair_role_grant"), grant)
    user.refresh_from_db()
    assert user.is_staff
    assert user.groups.get().name == GROUP
    press(as_superuser, Role.objects.get(), "revoke")
    user.refresh_from_db()
    assert not user.is_staff
    assert not user.groups.exists()
