"""Buyer groups, their delegates, and what these want to buy."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from buyers.acts import groups, meetings, needs
from buyers.models import BuyerGroup, Delegate, SourcingNeed
from expo.common.acts import Refused
from expo.fair.models import Role
from expo.people.models import Person
from tests import factories as make


def errors(answer, field):
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {field}
    return " ".join(answer.context["form"].errors[field])


class TestAGroup:
    @pytest.fixture
    def fields(self):
        return {"name": "Gulf buyers", "economy": make.EconomyFactory(code="AE")}

    def test_it_is_founded_by_a_coordinator_who_then_acts_for_it(self, edition, coordinator, fields):
        group = groups.found(edition, fields, actor=coordinator)
        assert list(group.coordinators.all()) == [coordinator]

    @pytest.mark.parametrize("kind", [None, Role.Kind.ORGANISER])
    def test_it_is_founded_by_nobody_else(self, kind, edition, fields):
        user = make.UserFactory()
        if kind:
            make.RoleFactory(edition=edition, user=user, kind=kind)
        with pytest.raises(Refused, match="Only invited coordinators"):
            groups.found(edition, fields, actor=user)
        assert not BuyerGroup.objects.exists()

    def test_it_is_founded_by_no_coordinator_of_another_edition(self, edition, fields):
        user = make.RoleFactory(kind=Role.Kind.COORDINATOR).user
        with pytest.raises(Refused):
            groups.found(edition, fields, actor=user)

    def test_it_has_a_name_of_its_own_in_the_edition(self, edition, coordinator, fields):
        groups.found(edition, fields, actor=coordinator)
        with pytest.raises(ValidationError, match="registered already"):
            groups.found(edition, fields, actor=coordinator)
        assert BuyerGroup.objects.count() == 1

    def test_it_is_told_on_the_page_what_is_wrong(self, edition, coordinator, client):
        client.force_login(coordinator)
        assert errors(client.post(reverse("group-new"), {"name": "Gulf", "economy": "XX"}), "economy")
        client.force_login(make.UserFactory())
        make.EconomyFactory(code="AE")
        refused = client.post(reverse("group-new"), {"name": "Gulf", "economy": "AE"})
        assert "Only invited coordinators" in refused.content.decode()
        assert not BuyerGroup.objects.exists()


class TestADelegate:
    @pytest.fixture
    def send(self, client, coordinator, group):
        client.force_login(coordinator)
        fields = {"name": "Salem Al Marri", "company": "Dune and Date"}
        path = reverse("delegate-add", args=[group.pk])
        return lambda **other: client.post(path, {**fields, **other})

    def test_it_is_a_person_who_comes_for_a_company(self, send, group):
        assert send(languages=["ar", "en"]).status_code == 302
        named = group.delegates.get()
        assert (named.person.name, named.person.languages, named.company) == (
            "Salem Al Marri",
            ["ar", "en"],
            "Dune and Date",
        )

    @pytest.mark.parametrize(
        ("field", "days", "told"),
        [("arrives_on", 5, "The fair ends on"), ("leaves_on", -1, "The fair begins on")],
    )
    def test_it_is_at_the_fair_on_some_day_of_it(self, field, days, told, send, edition):
        day = edition.opens_on + timedelta(days=days)
        assert told in errors(send(**{field: day.isoformat()}), field)
        assert not Person.objects.exists()
        assert not Delegate.objects.exists()

    def test_it_leaves_after_arriving(self, send, edition):
        days = {
            "arrives_on": (edition.opens_on + timedelta(days=2)).isoformat(),
            "leaves_on": (edition.opens_on + timedelta(days=1)).isoformat(),
        }
        assert "before arriving" in errors(send(**days), "leaves_on")

    def test_it_may_come_earlier_and_stay_longer(self, send, edition):
        days = {
            "arrives_on": (edition.opens_on - timedelta(days=3)).isoformat(),
            "leaves_on": (edition.closes_on + timedelta(days=3)).isoformat(),
        }
        assert send(**days).status_code == 302

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("name", ""),
            ("company", ""),
            ("email", "no-address"),
            ("arrives_on", "soon"),
            ("arrives_on", "2024-02-30"),
            ("languages", ["xx"]),
        ],
    )
    def test_it_is_told_at_the_field_what_is_wrong(self, field, wrong, send):
        assert errors(send(**{field: wrong}), field)
        assert not Person.objects.exists()

    def test_it_stays_in_the_group_while_somebody_expects_it(self, accepted, delegate, coordinator):
        with pytest.raises(Refused, match="Withdraw"):
            groups.remove_delegate(delegate, actor=coordinator)
        assert Delegate.objects.exists()

    def test_it_may_change_when_it_is_there_and_hears_which_meetings_that_costs(
        self, accepted, delegate, coordinator, client, slots, table, host, organiser
    ):
        meetings.arrange(accepted, slots[0], table, host, actor=organiser)
        client.force_login(coordinator)
        path = reverse("delegate-edit", args=[delegate.pk])
        later = (slots[0].day.date + timedelta(days=1)).isoformat()
        told = client.post(path, {"company": "Buyers", "arrives_on": later}, follow=True).content.decode()
        assert "One meeting can&#x27;t be held then" in told
        delegate.refresh_from_db()
        assert delegate.arrives_on.isoformat() == later
        assert accepted.meetings.get().state == "confirmed"

    @pytest.mark.parametrize(
        ("wish", "field"),
        [({"most_meetings_a_day": 0}, "most_meetings_a_day"), ({"break_from": "25:00"}, "break_from")],
    )
    def test_a_wish_for_its_days_is_told_at_the_field_where_it_does_not_go(
        self, wish, field, delegate, coordinator, client
    ):
        client.force_login(coordinator)
        path = reverse("delegate-edit", args=[delegate.pk])
        assert client.post(path, {"company": "Buyers", **wish}).context["form"].errors[field]

    @pytest.mark.parametrize("hours", [("13:00", ""), ("13:00", "12:00")])
    def test_a_break_has_two_ends(self, hours, delegate, coordinator, client):
        client.force_login(coordinator)
        wish = dict(zip(("break_from", "break_until"), hours, strict=True))
        path = reverse("delegate-edit", args=[delegate.pk])
        told = client.post(path, {"company": "Buyers", **wish}).content.decode()
        assert "Give both ends of the break" in told

    def test_it_leaves_the_group(self, delegate, coordinator):
        groups.remove_delegate(delegate, actor=coordinator)
        assert not Delegate.objects.exists()


class TestANeed:
    @pytest.fixture
    def send(self, client, coordinator, delegate):
        client.force_login(coordinator)
        path = reverse("need-add", args=[delegate.pk])
        return lambda **fields: client.post(path, {"text": "Fresh durians", **fields})

    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("0810.60, 2008", ["081060", "2008"]),
            ("08", ["08"]),
            ("", []),
            ("0810.60,0804 50", ["081060", "080450"]),
            ("0810； 0811.20.00", ["0810", "081120"]),
        ],
    )
    def test_it_has_hs_codes_as_people_write_them(self, written, kept, send):
        assert send(hs_codes=written).status_code == 302
        assert SourcingNeed.objects.get().hs_codes == kept

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("7701", "no chapter 77"),
            ("99", "no chapter 99"),
            ("12345", "2, 4 or 6 digits"),
            ("durian", "2, 4 or 6 digits"),
            (",".join(["08"] * 11), "no more than 10"),
        ],
    )
    def test_it_is_told_what_is_wrong_with_an_hs_code(self, written, told, send):
        assert told in errors(send(hs_codes=written), "hs_codes")
        assert not SourcingNeed.objects.exists()

    def test_it_names_the_wrong_ones_of_several_codes_as_they_are_typed(self, send):
        told = errors(send(hs_codes="0810, 77.01, durian"), "hs_codes")
        assert "“77.01”: There is no chapter 77 in the HS." in told
        assert "“durian”: An HS code has 2, 4 or 6 digits" in told

    @pytest.mark.parametrize("nothing", ["\u200b", "\u200b\ufeff \u00ad", "?!", "\u3164", "\u2800", "😀"])
    def test_it_says_something_that_can_be_read(self, nothing, send):
        assert "no letter or digit" in errors(send(text=nothing), "text")
        assert not SourcingNeed.objects.exists()

    @pytest.mark.parametrize("text", ["茶", "ชา", "чай", "شاي", "\u200bTea", "5G"])
    def test_a_word_in_any_script_is_enough(self, text, send):
        assert send(text=text).status_code == 302

    def test_its_page_says_all_that_it_asks_for(self, delegate, coordinator, client):
        asks = {
            "certificates_required": ["halal", "gmp"],
            "certificates_welcome": ["ce"],
            "quantity": "5 t a month",
        }
        need = make.NeedFactory(delegate=delegate, order_size=20, order_unit="t", **asks)
        client.force_login(coordinator)
        page = client.get(need.get_absolute_url()).content.decode()
        for text in (
            "certificates required: Halal, GMP",
            "certificates welcome: CE",
            "5 t a month",
            "HS 081060",
        ):
            assert text in page

    @pytest.mark.parametrize(
        ("field", "wrong"), [("text", ""), ("text", "x" * 2001), ("certificates_required", ["best"])]
    )
    def test_it_is_told_at_the_field_what_is_wrong(self, field, wrong, send):
        assert errors(send(**{field: wrong}), field)

    def test_it_is_checked_by_the_act_too(self, delegate, coordinator):
        with pytest.raises(ValidationError):
            needs.state(delegate, {"text": "x", "hs_codes": ["7701"]}, sectors=[], actor=coordinator)
        assert not SourcingNeed.objects.exists()

    def test_it_counts_its_versions(self, delegate, coordinator):
        need = make.NeedFactory(delegate=delegate)
        needs.change(need, {"text": "Mangosteens"}, actor=coordinator)
        need.refresh_from_db()
        assert (need.text, need.hs_codes, need.version) == ("Mangosteens", ["081060"], 2)

    def test_it_is_removed_and_leaves_the_requests_made_for_it(self, delegate, exhibitor, coordinator):
        need = make.NeedFactory(delegate=delegate)
        request = make.RequestFactory(delegate=delegate, exhibitor=exhibitor, need=need)
        needs.remove(need, actor=coordinator)
        request.refresh_from_db()
        assert request.need is None
