"""Registrations: from the first step to the organiser's decision, and no other way."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from buyers.models import Meeting
from buyers.states import MeetingState, Request
from exhibitors.acts import booths, products, registrations
from exhibitors.models import BoothClaim, Company, Exhibitor
from exhibitors.states import EDITABLE, REGISTRATION, Registration
from expo.common.acts import Refused
from expo.fair.models import Occupancy
from expo.notifications.models import Delivery, Notification
from tests import factories as make

REMARK = "Please tell us what you sell."
ACTS = {
    "submit": (Registration.SUBMITTED, registrations.submit),
    "approve": (Registration.APPROVED, registrations.approve),
    "request_changes": (
        Registration.CHANGES_REQUESTED,
        lambda row, actor: registrations.request_changes(row, REMARK, actor=actor),
    ),
    "reject": (Registration.REJECTED, lambda row, actor: registrations.reject(row, REMARK, actor=actor)),
    "withdraw": (Registration.WITHDRAWN, registrations.withdraw),
    "reopen": (Registration.DRAFT, registrations.reopen),
}


def in_state(exhibitor, state):
    Exhibitor.objects.filter(pk=exhibitor.pk).update(state=state)
    exhibitor.refresh_from_db()
    return exhibitor


def kinds_told(user):
    return list(Notification.objects.filter(recipient=user).values_list("kind", flat=True))


def test_it_has_an_act_for_every_state_that_can_be_reached():
    reachable = {then for table in REGISTRATION.values() for then in table}
    assert {state for state, _act in ACTS.values()} == reachable


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("now", Registration)
def test_it_goes_from_state_to_state_as_the_table_says(now, name, draft, organiser):
    then, act = ACTS[name]
    row = in_state(draft, now)
    if then in REGISTRATION[now]:
        act(row, actor=organiser)
        row.refresh_from_db()
        assert (row.state, row.version) == (then, 2)
        return
    before = Exhibitor.objects.filter(pk=row.pk).values().get()
    with pytest.raises(Refused):
        act(row, actor=organiser)
    assert Exhibitor.objects.filter(pk=row.pk).values().get() == before
    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("submit", "registration-submitted"),
        ("approve", "registration-approved"),
        ("request_changes", "registration-changes-requested"),
        ("reject", "registration-rejected"),
        ("withdraw", "registration-withdrawn"),
    ],
)
def test_it_tells_every_member_in_their_language(name, kind, draft, member, organiser):
    colleague, gone = make.UserFactory(language="en"), make.UserFactory(is_active=False)
    draft.company.members.add(colleague, gone)
    in_state(draft, Registration.DRAFT if name == "submit" else Registration.SUBMITTED)
    ACTS[name][1](draft, actor=organiser)
    letters = {letter.recipient: letter for letter in Notification.objects.filter(kind=kind)}
    assert set(letters) == {member, colleague}
    assert {user.language: letter.language for user, letter in letters.items()} == {
        "zh-hans": "zh-hans",
        "en": "en",
    }
    assert Delivery.objects.count() == 2
    if name in {"request_changes", "reject"}:
        assert all(REMARK in letter.text.body for letter in letters.values())
        draft.refresh_from_db()
        assert draft.remark == REMARK


def test_it_clears_the_remark_when_it_is_approved_in_the_end(draft, organiser):
    in_state(draft, Registration.SUBMITTED)
    registrations.request_changes(draft, REMARK, actor=organiser)
    registrations.submit(draft, actor=organiser)
    registrations.approve(draft, actor=organiser)
    draft.refresh_from_db()
    assert (draft.remark, draft.state) == ("", Registration.APPROVED)
    assert draft.decided_at > draft.submitted_at


class TestSubmitting:
    def test_it_names_all_that_is_missing(self, edition, member):
        row = make.ExhibitorFactory(edition=edition, company__members=[member])
        with pytest.raises(ValidationError) as error:
            registrations.submit(row, actor=member)
        lacks = str(error.value)
        for words in ("about the company", "sector", "product with its HS code", "stand at the booth"):
            assert words in lacks
        row.refresh_from_db()
        assert row.state == Registration.DRAFT

    def test_it_names_only_what_is_missing(self, draft, member):
        draft.products.all().delete()
        assert registrations.missing(draft) == ["at least one product with its HS code"]

    def test_it_shows_on_the_page_what_is_missing_and_no_button(self, edition, member, client):
        row = make.ExhibitorFactory(edition=edition, company__members=[member])
        client.force_login(member)
        page = client.get(f"/en/workspace/registrations/{row.pk}/").content.decode()
        assert "at least one sector" in page
        assert f"/registrations/{row.pk}/submit/" not in page


class TestRegisteringOnce:
    def test_it_takes_a_company_once_an_edition(self, edition, member):
        company = make.CompanyFactory(members=[member])
        registrations.begin(edition, company, actor=member)
        with pytest.raises(Refused, match="already"):
            registrations.begin(edition, company, actor=member)
        assert company.registrations.count() == 1

    def test_it_takes_the_same_company_in_another_edition(self, edition, member):
        company = make.CompanyFactory(members=[member])
        registrations.begin(edition, company, actor=member)
        registrations.begin(make.EditionFactory(), company, actor=member)
        assert company.registrations.count() == 2

    def test_it_knows_a_company_by_its_number(self, edition, member):
        known = make.CompanyFactory(registration_number="91-450")
        fields = {"economy": known.economy, "name": "Another name", "registration_number": "91-450"}
        with pytest.raises(ValidationError, match="registration number is here already"):
            registrations.found(edition, fields, actor=member)
        assert not member.companies.exists()

    def test_it_makes_its_founder_a_member(self, edition, member):
        fields = {"economy": make.EconomyFactory(), "name": "广西果业"}
        row = registrations.found(edition, fields, actor=member)
        assert list(row.company.members.all()) == [member]
        assert row.state == Registration.DRAFT


@pytest.mark.parametrize(("opens", "closes"), [(-9, -1), (1, 9)], ids=["over", "not yet"])
class TestWhileRegistrationIsClosed:
    @pytest.fixture(autouse=True)
    def _closed(self, edition, opens, closes):
        edition.registration_opens_on = edition.today + timedelta(days=opens)
        edition.registration_closes_on = edition.today + timedelta(days=closes)
        edition.save()

    def test_it_takes_no_new_company_and_keeps_none(self, edition, member):
        with pytest.raises(Refused, match="Registration is open from"):
            registrations.found(edition, {"economy": make.EconomyFactory(), "name": "Late"}, actor=member)
        assert not Company.objects.exists()

    def test_it_takes_no_known_company(self, edition, member):
        with pytest.raises(Refused):
            registrations.begin(edition, make.CompanyFactory(members=[member]), actor=member)
        assert not Exhibitor.objects.exists()

    @pytest.mark.parametrize("name", ["submit", "reopen"])
    def test_it_goes_no_step_forward(self, name, draft, member):
        now = Registration.DRAFT if name == "submit" else Registration.WITHDRAWN
        row = in_state(draft, now)
        with pytest.raises(Refused):
            ACTS[name][1](row, actor=member)
        row.refresh_from_db()
        assert row.state == now

    def test_it_still_lets_go(self, draft, member):
        registrations.withdraw(draft, actor=member)
        draft.refresh_from_db()
        assert draft.state == Registration.WITHDRAWN


def test_it_takes_registrations_on_the_first_and_the_last_day(edition, member):
    edition.registration_opens_on = edition.registration_closes_on = edition.today
    edition.save()
    assert registrations.begin(edition, make.CompanyFactory(), actor=member)


@pytest.mark.parametrize(("closes_in", "is_open"), [(1, True), (-1, False)])
def test_nobody_fills_in_a_form_that_is_taken_no_more(closes_in, is_open, edition, member, client):
    edition.registration_closes_on = edition.today + timedelta(days=closes_in)
    edition.save()
    client.force_login(member)
    page = client.get(reverse("register")).content.decode()
    assert ("csrfmiddlewaretoken" in page.split("<main")[1]) == is_open
    assert ("Registration is closed" in page) != is_open


@pytest.mark.parametrize("state", Registration)
def test_it_is_edited_only_while_it_is_the_companys(state, draft, member):
    in_state(draft, state)
    edit = {"about": "Changed."}
    if state in EDITABLE:
        registrations.edit(draft, edit, actor=member)
    else:
        with pytest.raises(Refused):
            registrations.edit(draft, edit, actor=member)
    draft.refresh_from_db()
    assert (draft.about == "Changed.") == (state in EDITABLE)


@pytest.mark.parametrize("state", Registration)
def test_it_shows_other_products_and_people_until_it_is_closed(state, draft, member):
    in_state(draft, state)
    product = draft.products.get()
    fields = {"name": "Mangosteen", "hs_code": "080450"}
    acts = [
        lambda: products.add(draft, fields, sectors=[], actor=member),
        lambda: products.change(product, fields, actor=member),
        lambda: registrations.name_representative(draft, {"name": "Aisyah"}, "", actor=member),
        lambda: products.remove(product, actor=member),
    ]
    is_closed = state in {Registration.REJECTED, Registration.WITHDRAWN}
    for act in acts:
        if is_closed:
            with pytest.raises(Refused, match="closed"):
                act()
        else:
            act()
    assert draft.products.filter(name="Mangosteen").exists() != is_closed


class TestWithdrawing:
    @pytest.fixture
    def meeting(self, exhibitor):
        request = make.RequestFactory(exhibitor=exhibitor, accepted=True)
        return make.MeetingFactory(request=request)

    def test_it_frees_the_booths(self, exhibitor, member, organiser):
        place = make.BoothFactory(edition=exhibitor.edition)
        booths.give(place, exhibitor, actor=organiser)
        registrations.withdraw(exhibitor, actor=member)
        assert place in booths.free_booths(exhibitor.edition)

    def test_it_cancels_the_meetings_and_frees_who_was_to_meet(self, meeting, exhibitor, member):
        assert Occupancy.objects.count() == 3
        registrations.withdraw(exhibitor, actor=member)
        meeting.refresh_from_db()
        assert meeting.state == MeetingState.CANCELLED
        assert not Occupancy.objects.exists()

    def test_it_tells_both_sides_of_a_meeting(self, meeting, exhibitor, member):
        coordinator = meeting.request.delegate.group.coordinators.get()
        registrations.withdraw(exhibitor, actor=member)
        assert "meeting-cancelled" in kinds_told(member)
        assert "meeting-cancelled" in kinds_told(coordinator)

    @pytest.mark.parametrize("side", ["buyer", "exhibitor"])
    def test_it_tells_the_buyers_of_open_requests(self, side, exhibitor, member):
        request = make.RequestFactory(exhibitor=exhibitor, side=side)
        coordinator = request.delegate.group.coordinators.get()
        registrations.withdraw(exhibitor, actor=member)
        request.refresh_from_db()
        assert request.state == Request.WITHDRAWN
        assert kinds_told(coordinator) == ["request-withdrawn"]

    def test_it_leaves_other_exhibitors_meetings_alone(self, meeting, edition, member):
        other = make.ExhibitorFactory(edition=edition, approved=True)
        registrations.withdraw(other, actor=member)
        meeting.refresh_from_db()
        assert meeting.state == MeetingState.CONFIRMED

    def test_it_takes_it_off_the_public_pages(self, exhibitor, member, client):
        assert client.get(f"/en/exhibitors/{exhibitor.pk}/").status_code == 200
        registrations.withdraw(exhibitor, actor=member)
        assert client.get(f"/en/exhibitors/{exhibitor.pk}/").status_code == 404

    def test_it_begins_again_as_a_draft_with_what_was_told(self, draft, member):
        registrations.withdraw(draft, actor=member)
        draft.refresh_from_db()
        assert draft.state == Registration.WITHDRAWN
        registrations.reopen(draft, actor=member)
        draft.refresh_from_db()
        assert draft.state == Registration.DRAFT
        assert registrations.missing(draft) == []
        assert not BoothClaim.objects.exists()
        assert not Meeting.objects.exists()
