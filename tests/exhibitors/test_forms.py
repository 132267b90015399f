"""Forms of the exhibitor's workspace: a clear word at the field, and nothing half-written."""

import pytest
from django.urls import reverse

from exhibitors.models import Company, Exhibitor, Representative
from expo.people.models import Person
from tests import factories as make

WISH = {"about": "We grow durians.", "booth_kind": "shell", "booth_area": 9}


@pytest.fixture(autouse=True)
def _signed_in(client, member):
    client.force_login(member)


def errors(answer, field):
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {field}
    return " ".join(answer.context["form"].errors[field])


class TestACompany:
    @pytest.fixture
    def send(self, client, edition):
        make.EconomyFactory(code="TH")
        fields = {"economy": "TH", "name": "Chanthaburi Fruit"}
        return lambda **other: client.post(reverse("register"), {**fields, **other})

    def test_it_begins_its_registration(self, send, member):
        assert send().url == reverse("registration", args=[Exhibitor.objects.get().pk])
        assert Exhibitor.objects.get().company.members.get() == member

    @pytest.mark.parametrize("economy", ["XX", "th", "", "Thailand"])
    def test_it_is_of_a_known_economy(self, economy, send):
        assert errors(send(economy=economy), "economy")
        assert not Company.objects.exists()

    @pytest.mark.parametrize("website", ["javascript:alert(1)", "no address", "ftp//x"])
    def test_it_has_a_website_that_is_one(self, website, send):
        assert errors(send(website=website), "website")
        assert not Company.objects.exists()

    def test_it_is_told_that_its_number_is_taken(self, send):
        make.CompanyFactory(economy_id="TH", registration_number="0105")
        answer = send(registration_number="0105")
        assert "is here already" in str(answer.context["form"].errors)
        assert Company.objects.count() == 1

    def test_it_is_told_when_registration_is_closed(self, send, edition):
        edition.registration_closes_on = edition.registration_opens_on
        edition.save()
        assert "Registration is closed" in send().content.decode()
        assert not Company.objects.exists()


class TestAWish:
    @pytest.fixture
    def send(self, client, draft):
        path = reverse("registration-edit", args=[draft.pk])
        return lambda **other: client.post(path, {**WISH, **other})

    @pytest.mark.parametrize("area", [9, 18, 1998])
    def test_it_is_for_shell_booths_in_nines(self, area, send, draft):
        assert send(booth_area=area).status_code == 302
        draft.refresh_from_db()
        assert draft.booth_area == area

    def test_it_says_what_the_floor_must_bear_and_whether_less_would_do(self, send, draft):
        send(accepts_smaller="on", exhibit_weight=2500, exhibit_height="")
        draft.refresh_from_db()
        assert (draft.accepts_smaller, draft.exhibit_weight, draft.exhibit_height) == (True, 2500, 0)

    @pytest.mark.parametrize("area", [10, 0, -9, 2007, 99999, "", "nine"])
    def test_it_is_told_at_the_field_that_an_area_does_not_go(self, area, send, draft):
        assert errors(send(booth_area=area), "booth_area")
        draft.refresh_from_db()
        assert draft.about == "We grow durians."
        assert draft.booth_area == 9

    def test_it_is_told_where_raw_space_begins(self, send, draft):
        zone = make.ZoneFactory(edition=draft.edition, raw_minimum=54)
        told = errors(send(booth_kind="raw", booth_area=53, zone=zone.pk), "booth_area")
        assert "54" in told
        assert send(booth_kind="raw", booth_area=54, zone=zone.pk).status_code == 302

    def test_it_may_be_for_a_hall_of_its_edition_and_a_corner(self, send, draft):
        hall = make.BoothFactory(edition=draft.edition).hall
        send(hall=hall.pk, open_sides="2")
        draft.refresh_from_db()
        assert (draft.hall, draft.open_sides) == (hall, 2)
        assert errors(send(hall=make.HallFactory().pk), "hall")

    def test_it_is_for_a_zone_of_its_edition(self, send):
        assert errors(send(zone=make.ZoneFactory().pk), "zone")

    def test_it_has_languages_that_are_known(self, send, draft):
        assert errors(send(languages=["xx"]), "languages")
        assert send(languages=["th", "zh"]).status_code == 302
        draft.refresh_from_db()
        assert draft.languages == ["th", "zh"]

    @pytest.mark.parametrize("state", ["submitted", "approved", "rejected", "withdrawn"])
    def test_it_is_told_that_it_is_too_late(self, state, send, draft):
        Exhibitor.objects.filter(pk=draft.pk).update(state=state)
        answer = send(about="Changed.")
        assert "with the organiser now" in answer.content.decode()
        draft.refresh_from_db()
        assert draft.about == "We grow durians."


class TestARepresentative:
    @pytest.fixture
    def send(self, client, draft):
        draft.representatives.all().delete()
        Person.objects.all().delete()
        return lambda **fields: client.post(reverse("representative-add", args=[draft.pk]), fields)

    def test_it_is_a_person_with_languages(self, send):
        assert send(name="林小梅", latin_name="Lin Xiaomei", languages=["zh"], job="Sales").status_code == 302
        named = Representative.objects.get()
        assert (str(named), named.person.languages, named.job) == ("林小梅 (Lin Xiaomei)", ["zh"], "Sales")

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [("name", ""), ("email", "no-address"), ("languages", ["xx"]), ("name", "x" * 201)],
    )
    def test_it_is_told_at_the_field_what_is_wrong(self, field, wrong, send):
        assert errors(send(**{"name": "Lin", field: wrong}), field)
        assert not Person.objects.exists()


def test_it_answers_an_offer_on_the_page(client, exhibitor):
    claim = make.BoothClaimFactory(
        exhibitor=exhibitor,
        booth__edition=exhibitor.edition,
        state="offered",
        answer_by=exhibitor.edition.registration_opens_on.isoformat() + "T00:00Z",
    )
    path = reverse("offer-answer", args=[claim.pk])
    too_late = client.post(path, {"answer": "accept"}, follow=True)
    assert "This offer was open until" in too_late.content.decode()
    client.post(path, {"answer": "decline"})
    claim.refresh_from_db()
    assert claim.state == "declined"
