from datetime import date, timedelta

import pytest
from django.utils import timezone

from exhibitors.models import BoothClaim, Company, Exhibitor
from expo.notifications.models import Notification
from tests.factories import (
    BlocFactory,
    BoothClaimFactory,
    BoothFactory,
    CompanyFactory,
    EconomyFactory,
    EditionFactory,
    ExhibitorFactory,
    ProductFactory,
    SectionFactory,
    SectorFactory,
    UserFactory,
    ZoneFactory,
    make_organiser,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/exhibitors/"


def one(exhibitor, step=""):
    return f"{LIST}{exhibitor.pk}/{step}"


def names(answer):
    return {row["company"]["name"] for row in answer.json()["results"]}


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def organiser(edition, signed_in):
    return signed_in(make_organiser(edition))


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def mine(edition, member):
    return ExhibitorFactory(edition=edition, company__members=[member])


@pytest.fixture
def me(member, signed_in):
    return signed_in(member)


# Who sees what


def test_it_shows_approved_exhibitors_to_everybody(anybody, edition):
    ExhibitorFactory(edition=edition, approved=True, company__name="Seen")
    ExhibitorFactory(edition=edition, submitted=True, company__name="Not yet")
    ExhibitorFactory(edition__published=False, approved=True, company__name="Next year")
    assert names(anybody.get(LIST)) == {"Seen"}


def test_it_shows_who_what_and_where(anybody, edition):
    fruit = SectorFactory()
    exhibitor = ExhibitorFactory(
        edition=edition, approved=True, company__name="果园", company__economy=EconomyFactory(code="TH")
    )
    exhibitor.sectors.add(fruit)
    ProductFactory(exhibitor=exhibitor, sectors=[fruit], certificates=["halal"])
    claim = BoothClaimFactory(exhibitor=exhibitor, booth__edition=edition)
    shown = anybody.get(one(exhibitor)).json()
    assert shown["edition"] == edition.slug
    assert shown["company"]["economy"] == {"code": "TH", "name": "Thailand"}
    assert shown["sectors"] == ["fresh-fruit"]
    assert [(each["hs_code"], each["certificates"]) for each in shown["products"]] == [("081060", ["halal"])]
    assert shown["booths"] == [
        {"id": claim.booth.pk, "number": claim.booth.number, "hall": claim.booth.hall.code}
    ]


def test_a_list_tells_products_only_to_who_asks_for_them(anybody, edition):
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    product = ProductFactory(exhibitor=exhibitor)
    (short,) = anybody.get(LIST).json()["results"]
    (long,) = anybody.get(LIST, {"include": "products"}).json()["results"]
    assert short["products"] is None
    assert [each["id"] for each in long["products"]] == [product.pk]
    assert short == {**long, "products": None}
    assert long == anybody.get(one(exhibitor)).json()
    assert anybody.get(LIST, {"include": "everything"}).status_code == 400


def test_it_keeps_wishes_and_remarks_between_company_and_organiser(anybody, me, mine, organiser, signed_in):
    Exhibitor.objects.filter(pk=mine.pk).update(state="approved", wishes="Near the door", remark="A remark")
    assert anybody.get(one(mine)).json()["registration"] is None
    assert signed_in(UserFactory()).get(one(mine)).json()["registration"] is None
    assert me.get(one(mine)).json()["registration"]["wishes"] == "Near the door"
    assert organiser.get(one(mine)).json()["registration"]["remark"] == "A remark"


def test_it_tells_of_an_offer_to_the_company_alone(anybody, me, mine):
    Exhibitor.objects.filter(pk=mine.pk).update(state="approved")
    soon = timezone.now() + timedelta(days=3)
    BoothClaimFactory(exhibitor=mine, booth__edition=mine.edition, state="offered", answer_by=soon)
    assert anybody.get(one(mine)).json()["booths"] == []
    own = me.get(one(mine)).json()
    assert own["booths"] == []
    assert [claim["state"] for claim in own["registration"]["claims"]] == ["offered"]


@pytest.mark.parametrize("step", ["", "submit/", "withdraw/", "approve/", "give-booth/"])
def test_it_has_nothing_at_an_address_without_exhibitor(step, me):
    method = me.post if step else me.get
    assert method(f"{LIST}999999/{step}").status_code == 404


@pytest.mark.parametrize("key", ["0", "99999999999999999999999999", "x", "-1"])
def test_it_takes_odd_keys_for_absent_ones(key, anybody):
    assert anybody.get(f"{LIST}{key}/").status_code == 404


def test_it_hides_a_draft_from_others(anybody, mine, signed_in):
    assert anybody.get(one(mine)).status_code == 404
    assert signed_in(UserFactory()).get(one(mine)).status_code == 404


# Filters


@pytest.fixture
def two(edition):
    thai = ExhibitorFactory(
        edition=edition, approved=True, company__name="Orchard", company__economy=EconomyFactory(code="TH")
    )
    thai.sectors.add(SectorFactory())
    ProductFactory(exhibitor=thai, name="Golden pillow", hs_code="081060", certificates=["halal"])
    BlocFactory(members=[thai.company.economy])
    zone = ZoneFactory(edition=edition, code="fruit", section=SectionFactory(edition=edition, code="food"))
    BoothClaimFactory(exhibitor=thai, booth=BoothFactory(edition=edition, zone=zone))
    other = ExhibitorFactory(approved=True, company__name="Motors", company__name_en="Fast Motors")
    ProductFactory(exhibitor=other, name="Bus", hs_code="8702")
    other.sectors.add(SectorFactory(code="vehicles"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("economy=TH", {"Orchard"}),
        ("bloc=asean", {"Orchard"}),
        ("sector=vehicles", {"Motors"}),
        ("hs=0810", {"Orchard"}),
        ("hs=87", {"Motors"}),
        ("hs=0810.60", {"Orchard"}),
        ("hs=08 10 60 00", {"Orchard"}),
        ("hs=0810 6000", {"Orchard"}),
        ("hs=8702.00", {"Motors"}),
        ("hs=01", set()),
        ("certificate=halal", {"Orchard"}),
        ("certificate=ce", set()),
        ("q=fast", {"Motors"}),
        ("q=pillow", {"Orchard"}),
        ("state=approved", {"Orchard", "Motors"}),
        ("state=draft", set()),
        ("edition=no-such", set()),
        ("economy=XX", set()),
        ("bloc=no-such", set()),
        ("pavilion=1", set()),
        ("zone=fruit", {"Orchard"}),
        ("section=food", {"Orchard"}),
    ],
)
def test_it_finds_exhibitors(query, found, two, anybody):
    assert names(anybody.get(f"{LIST}?{query}")) == found


def test_it_finds_the_exhibitors_of_an_edition(two, anybody, edition):
    assert names(anybody.get(f"{LIST}?edition={edition.slug}")) == {"Orchard"}


def test_it_counts_membership_in_a_bloc_on_the_opening_day(two, anybody, edition):
    bloc = BlocFactory()
    bloc.memberships.update(until=date(2020, 1, 1))
    assert names(anybody.get(f"{LIST}?bloc=asean")) == set()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("economy=thai", "economy"),
        ("hs=77", "hs"),
        ("hs=abc", "hs"),
        ("hs=0810, 0811", "hs"),
        ("hs=081", "hs"),
        ("state=odd", "state"),
        ("q=%00", "q"),
    ],
)
def test_it_says_which_filter_is_wrong(query, field, anybody):
    answer = anybody.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_it_finds_own_drafts_by_state(me, mine):
    ExhibitorFactory()
    assert [row["id"] for row in me.get(f"{LIST}?state=draft").json()["results"]] == [mine.pk]


def test_it_gives_long_lists_in_pages(anybody, edition):
    for _number in range(3):
        ExhibitorFactory(edition=edition, approved=True)
    first = anybody.get(f"{LIST}?page_size=2").json()
    second = anybody.get(first["next"]).json()
    assert len(first["results"]) == 2
    assert len(second["results"]) == 1
    assert second["next"] is None


def test_it_asks_as_much_for_three_exhibitors_as_for_one(member, me, edition, queries_of):
    def add():
        exhibitor = ExhibitorFactory(edition=edition, approved=True, company__members=[member])
        exhibitor.sectors.add(SectorFactory())
        for _number in range(2):
            ProductFactory(exhibitor=exhibitor, sectors=[SectorFactory()])
            BoothClaimFactory(exhibitor=exhibitor, booth__edition=edition)

    add()
    for_one = queries_of(me, LIST, rows=1)
    add()
    add()
    assert queries_of(me, LIST, rows=3) == for_one


# Registration


def registration(edition, **company):
    economy = EconomyFactory(code="TH")
    return {"edition": edition.slug, "company": {"economy": economy.pk, "name": "สวนทุเรียน", **company}}


def test_it_registers_a_new_company(edition, member, me):
    answer = me.post(LIST, registration(edition, city="Chanthaburi"))
    assert answer.status_code == 201
    assert answer.json()["state"] == "draft"
    exhibitor = Exhibitor.objects.get(pk=answer.json()["id"])
    assert exhibitor.company.city == "Chanthaburi"
    assert list(exhibitor.company.members.all()) == [member]


def test_it_asks_strangers_who_they_are(anybody, edition, mine):
    for path in [LIST, one(mine, "submit/"), one(mine, "approve/")]:
        answer = anybody.post(path, registration(edition))
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert anybody.patch(one(mine), {"about": "Hello"}).status_code == 401
    assert Company.objects.count() == 1


@pytest.mark.parametrize(
    ("company", "field"),
    [
        ({"economy": "x\x00"}, "economy"),
        ({"economy": {}}, "economy"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": 7}, "name"),
    ],
)
def test_it_refuses_a_company_that_is_wrong_and_writes_nothing(company, field, edition, me):
    answer = me.post(LIST, registration(edition, **company))
    assert answer.status_code == 400
    assert list(answer.json()["errors"]["company"]) == [field]
    assert not Company.objects.exists()
    assert not Exhibitor.objects.exists()


def test_it_refuses_what_the_fair_can_not_take_and_writes_nothing(edition, me):
    answer = me.post(LIST, registration(edition, website="no address"))
    assert (answer.status_code, list(answer.json()["errors"])) == (409, ["website"])
    answer = me.post(LIST, registration(edition, economy="XX"))
    assert (answer.status_code, list(answer.json()["errors"]["company"])) == (404, ["economy"])
    assert not Company.objects.exists()


def test_it_begins_again_for_a_company_that_one_acts_for(edition, member, me):
    company = CompanyFactory(members=[member])
    body = {"edition": edition.slug, "company": company.pk}
    answer = me.post(f"{LIST}begin/", body)
    assert (answer.status_code, answer.json()["state"]) == (201, "draft")
    assert me.post(f"{LIST}begin/", body).status_code == 409
    assert me.post(f"{LIST}begin/", {**body, "company": CompanyFactory().pk}).status_code == 404
    assert Exhibitor.objects.get().company == company


def test_it_opens_a_withdrawn_registration_again(edition, member, me):
    withdrawn = ExhibitorFactory(edition=edition, withdrawn=True, company__members=[member])
    assert me.post(one(withdrawn, "reopen/")).json()["state"] == "draft"
    assert me.post(one(withdrawn, "reopen/")).status_code == 409


def test_it_refuses_an_unknown_or_unpublished_edition(me):
    hidden = EditionFactory(published=False)
    assert list(me.post(LIST, registration(hidden)).json()["errors"]) == ["edition"]
    answer = me.post(LIST, {**registration(hidden), "edition": "no\x00"})
    assert list(answer.json()["errors"]) == ["edition"]


def test_it_refuses_a_registration_number_that_is_taken(edition, me):
    CompanyFactory(economy=EconomyFactory(code="TH"), registration_number="0105")
    answer = me.post(LIST, registration(edition, registration_number="0105"))
    assert answer.status_code == 409
    assert "registration number" in answer.json()["errors"]["non_field_errors"][0]


def test_it_registers_nobody_after_the_last_day(me):
    over = EditionFactory(registration_opens_on=date(2020, 1, 1), registration_closes_on=date(2020, 2, 1))
    answer = me.post(LIST, registration(over))
    assert answer.status_code == 409
    assert answer.json()["detail"] == "Registration is open from 2020-01-01 to 2020-02-01."
    assert not Company.objects.exists()


def test_it_takes_what_the_company_tells_and_wishes(me, mine):
    zone = ZoneFactory(edition=mine.edition)
    changes = {"about": "Durians", "booth_area": 18, "zone": zone.pk, "sectors": [SectorFactory().pk]}
    answer = me.patch(one(mine), changes)
    assert answer.status_code == 200
    assert answer.json()["sectors"] == ["fresh-fruit"]
    mine.refresh_from_db()
    assert (mine.about, mine.booth_area, mine.zone, mine.languages) == ("Durians", 18, zone, ["en"])


def test_it_lets_nobody_set_what_acts_own(me, mine):
    other = EditionFactory()
    changes = {
        "state": "approved",
        "version": 9,
        "edition": other.slug,
        "remark": "!",
        "pavilion": 1,
        "odd": 1,
    }
    assert me.patch(one(mine), changes).status_code == 200
    before = (mine.state, mine.version, mine.edition, mine.remark)
    mine.refresh_from_db()
    assert (mine.state, mine.version, mine.edition, mine.remark) == before


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"booth_area": 10}, 409, "booth_area"),
        ({"booth_area": "18"}, 400, "booth_area"),
        ({"booth_kind": "tent"}, 400, "booth_kind"),
        ({"languages": ["xx"]}, 400, "languages"),
        ({"sectors": ["no-such"]}, 404, "sectors"),
        ({"sectors": "fresh-fruit"}, 400, "sectors"),
        ({"zone": 999999}, 404, "zone"),
        ({"zone": True}, 400, "zone"),
        ({"zone": "1"}, 400, "zone"),
        ({"zone": 10**30}, 400, "zone"),
    ],
)
def test_it_says_at_the_field_what_is_wrong_and_writes_nothing(changes, status, field, me, mine):
    answer = me.patch(one(mine), {"about": "New", **changes})
    assert answer.status_code == status
    assert list(answer.json()["errors"]) == [field]
    mine.refresh_from_db()
    assert mine.about == ""


def test_it_refuses_another_editions_zone(me, mine):
    assert list(me.patch(one(mine), {"zone": ZoneFactory().pk}).json()["errors"]) == ["zone"]


@pytest.mark.parametrize("body", [[], "text", 3])
def test_it_refuses_a_body_that_is_no_object(body, me, mine):
    assert me.patch(one(mine), body, format="json").status_code == 400


def test_it_refuses_a_body_that_is_no_json(me, mine):
    answer = me.patch(one(mine), "{", content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["title"] == "Bad Request"
    assert me.patch(one(mine), "a=b", content_type="text/plain").status_code == 415


def test_it_hides_from_writing_what_one_does_not_manage(mine, signed_in):
    public = ExhibitorFactory(approved=True)
    other = signed_in(UserFactory())
    assert other.patch(one(mine), {"about": "Mine"}).status_code == 404
    assert other.patch(one(public), {"about": "Mine"}).status_code == 404
    assert other.post(one(public, "withdraw/")).status_code == 404
    assert other.post(one(mine, "submit/")).status_code == 404


def test_it_takes_no_changes_while_the_organiser_decides(me, mine):
    Exhibitor.objects.filter(pk=mine.pk).update(state="submitted")
    assert me.patch(one(mine), {"about": "Late"}).status_code == 409


def test_it_neither_replaces_nor_deletes_registrations(me, mine):
    assert me.put(one(mine), {}).status_code == 405
    assert me.delete(one(mine)).status_code == 405


def test_it_submits_what_is_complete(me, member, edition):
    complete = ExhibitorFactory(edition=edition, complete=True, company__members=[member])
    answer = me.post(one(complete, "submit/"))
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    assert Notification.objects.filter(recipient=member, kind="registration-submitted").exists()


def test_it_names_all_that_is_missing(me, mine):
    answer = me.post(one(mine, "submit/"))
    assert answer.status_code == 409
    assert "at least one product" in answer.json()["errors"]["non_field_errors"][0]


def test_it_withdraws_and_frees_the_booth(me, member, edition):
    exhibitor = ExhibitorFactory(edition=edition, approved=True, company__members=[member])
    BoothClaimFactory(exhibitor=exhibitor, booth__edition=edition)
    answer = me.post(one(exhibitor, "withdraw/"))
    assert (answer.status_code, answer.json()["state"], answer.json()["booths"]) == (200, "withdrawn", [])
    assert me.post(one(exhibitor, "withdraw/")).status_code == 409


# The organiser's decisions


@pytest.mark.parametrize(
    ("step", "body", "state"),
    [
        ("approve/", {}, "approved"),
        ("reject/", {"remark": "No room"}, "rejected"),
        ("request-changes/", {"remark": "Say more"}, "changes-requested"),
    ],
)
def test_it_takes_the_organisers_decision_and_nobody_elses(
    step, body, state, edition, member, me, organiser, signed_in
):
    exhibitor = ExhibitorFactory(edition=edition, submitted=True, company__members=[member])
    elsewhere = signed_in(make_organiser(EditionFactory()))
    assert me.post(one(exhibitor, step), body).status_code == 404
    assert elsewhere.post(one(exhibitor, step), body).status_code == 404
    answer = organiser.post(one(exhibitor, step), body)
    assert (answer.status_code, answer.json()["state"]) == (200, state)
    assert Notification.objects.filter(recipient=member).count() == 1
    assert organiser.post(one(exhibitor, step), body).status_code == 409


@pytest.mark.parametrize("step", ["reject/", "request-changes/"])
def test_it_wants_to_know_why(step, edition, organiser):
    exhibitor = ExhibitorFactory(edition=edition, submitted=True)
    answer = organiser.post(one(exhibitor, step))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["remark"])
    exhibitor.refresh_from_db()
    assert exhibitor.state == "submitted"


def test_it_gives_a_booth(edition, organiser):
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    booth = BoothFactory(edition=edition)
    answer = organiser.post(one(exhibitor, "give-booth/"), {"booth": booth.pk})
    assert answer.status_code == 200
    assert [each["number"] for each in answer.json()["booths"]] == [booth.number]


def test_it_names_free_booths_where_one_is_let_already(edition, organiser):
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    taken = BoothClaimFactory(booth__edition=edition).booth
    free = BoothFactory(edition=edition, hall=taken.hall)
    for step, body in [
        ("give-booth/", {}),
        ("offer-booth/", {"answer_by": timezone.now() + timedelta(days=1)}),
    ]:
        answer = organiser.post(one(exhibitor, step), {"booth": taken.pk, **body})
        assert answer.status_code == 409
        assert answer.json()["alternatives"] == [free.number]
    assert BoothClaim.objects.count() == 1


def test_it_gives_booths_for_organisers_alone(edition, me, mine, organiser):
    Exhibitor.objects.filter(pk=mine.pk).update(state="approved")
    booth = BoothFactory(edition=edition)
    assert me.post(one(mine, "give-booth/"), {"booth": booth.pk}).status_code == 404
    foreign = organiser.post(one(mine, "give-booth/"), {"booth": BoothFactory().pk})
    absent = organiser.post(one(mine, "give-booth/"), {"booth": 999999})
    assert (foreign.status_code, list(foreign.json()["errors"])) == (404, ["booth"])
    assert (absent.status_code, list(absent.json()["errors"])) == (404, ["booth"])


def test_it_offers_a_booth_until_a_date(edition, organiser):
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    body = {"booth": BoothFactory(edition=edition).pk, "answer_by": timezone.now() + timedelta(days=7)}
    answer = organiser.post(one(exhibitor, "offer-booth/"), body)
    assert answer.status_code == 200
    assert [claim["state"] for claim in answer.json()["registration"]["claims"]] == ["offered"]


@pytest.mark.parametrize(
    ("answer_by", "status"),
    [("2020-01-01T00:00:00Z", 409), ("2999-01-01T00:00:00Z", 409), ("soon", 400), (None, 400)],
)
def test_it_refuses_an_offer_with_a_date_that_makes_no_sense(answer_by, status, edition, organiser):
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    body = {"booth": BoothFactory(edition=edition).pk, "answer_by": answer_by}
    answer = organiser.post(one(exhibitor, "offer-booth/"), body)
    assert answer.status_code == status
    assert not BoothClaim.objects.exists()
