"""What everybody may read of the fair itself."""

from datetime import date

import pytest

from expo.fair.models import Designation, Nomenclature, TradeFigure, Walk
from expo.fair.nomenclature_search import codes_for
from tests.factories import (
    BlocFactory,
    BuyerGroupFactory,
    DelegateFactory,
    EconomyFactory,
    EditionFactory,
    HallFactory,
    MeetingPointFactory,
    PavilionFactory,
    SectionFactory,
    UserFactory,
    ZoneFactory,
    make_organiser,
    make_slots,
)

pytestmark = pytest.mark.django_db


def listed(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.json()
    return answer.json()["results"]


def one(client, path):
    return client.get(f"/api/v1/{path}/").json()


@pytest.fixture
def edition():
    return EditionFactory(slug="2024", names={"zh-hans": "博览会"}, slots=2)


def test_it_shows_editions_in_all_languages(edition, anybody):
    shown = one(anybody, "editions/2024")
    assert (shown["name"], shown["names"]) == (edition.name, {"zh-hans": "博览会"})
    assert shown["opens_on"] == edition.opens_on.isoformat()
    assert shown["takes_registrations"] is True


def test_it_shows_the_next_edition_and_what_is_in_it_to_its_organisers_alone(anybody, signed_in):
    hidden = EditionFactory(slug="next", published=False, slots=1)
    ZoneFactory(edition=hidden)
    organiser = signed_in(make_organiser(hidden))
    for path in ("editions/", "days/", "slots/", "zones/"):
        assert listed(anybody, path) == []
        assert listed(signed_in(make_organiser(EditionFactory(published=False))), "zones/") == []
        assert len(listed(organiser, path)) == 1
    assert anybody.get("/api/v1/editions/next/").status_code == 404


def test_it_shows_days_and_slots_of_an_edition(edition, anybody):
    make_slots(EditionFactory(), 3)
    assert [row["kind"] for row in listed(anybody, "days/?edition=2024")] == ["trade"]
    assert len(listed(anybody, "slots/?edition=2024")) == 2
    assert len(listed(anybody, f"slots/?edition=2024&date={edition.opens_on}")) == 2
    assert listed(anybody, "slots/?date=2020-01-01") == []


def test_it_shows_economies_with_their_blocs_and_what_they_are_in_an_edition(edition, anybody):
    thailand = EconomyFactory(code="TH")
    BlocFactory(members=[thailand])
    hidden = EditionFactory(published=False)
    for each in (edition, hidden):
        Designation.objects.create(edition=each, economy=thailand, kind=Designation.Kind.COUNTRY_OF_HONOUR)
    shown = one(anybody, "economies/TH")
    assert [(each["bloc"], each["since"]) for each in shown["memberships"]] == [("asean", "2002-01-01")]
    assert [(each["edition"], each["kind"]) for each in shown["designations"]] == [
        ("2024", "country-of-honour")
    ]
    EconomyFactory(code="CN")
    assert [row["code"] for row in listed(anybody, "economies/?bloc=asean")] == ["TH"]


def test_it_shows_blocs_with_the_dates_of_their_members(anybody):
    bloc = BlocFactory(members=[EconomyFactory(code="TH")])
    bloc.memberships.update(until=date(2030, 1, 1))
    assert one(anybody, "blocs/asean")["memberships"][0]["until"] == "2030-01-01"
    assert [row["code"] for row in listed(anybody, "blocs/?economy=TH")] == ["asean"]
    assert listed(anybody, "blocs/?economy=CN") == []


def test_it_shows_halls_and_the_walks_between_them(anybody):
    one_hall, other, third = HallFactory.create_batch(3)
    walk = Walk.objects.create(one=one_hall, other=other, minutes=7)
    Walk.objects.create(one=other, other=third, minutes=3)
    assert [row["code"] for row in listed(anybody, f"halls/?code={other.code}")] == [other.code]
    assert len(listed(anybody, f"halls/?venue={one_hall.venue.pk}")) == 3
    (shown,) = listed(anybody, f"walks/?hall={one_hall.pk}")
    assert shown == {"id": walk.pk, "halls": [one_hall.pk, other.pk], "minutes": 7} | {
        "modified_at": shown["modified_at"]
    }
    assert len(listed(anybody, "venues/")) == 1


def test_it_shows_zones_by_section(edition, anybody):
    section = SectionFactory(edition=edition, code="food")
    ZoneFactory(edition=edition, code="fruit", section=section)
    ZoneFactory(edition=edition)
    assert [row["code"] for row in listed(anybody, "sections/?edition=2024")] == ["food"]
    assert [(row["code"], row["section"]) for row in listed(anybody, "zones/?section=food")] == [
        ("fruit", "food")
    ]


def test_it_shows_pavilions_by_economy(edition, anybody):
    PavilionFactory(edition=edition, economy=EconomyFactory(code="TH"))
    PavilionFactory(edition=edition)
    assert [row["economy"] for row in listed(anybody, "pavilions/?economy=TH")] == ["TH"]
    assert len(listed(anybody, "pavilions/?edition=2024")) == 2


def test_it_shows_trade_figures_with_their_source(edition, anybody):
    TradeFigure.objects.create(
        edition=edition,
        label="Trade",
        subject="CN",
        partner="asean",
        flow="trade",
        value="552.5",
        source="Paper",
    )
    (figure,) = listed(anybody, "trade-figures/?flow=trade&partner=asean")
    assert (figure["value"], figure["source"]) == ("552.500", "Paper")
    assert listed(anybody, "trade-figures/?flow=import") == []


@pytest.mark.parametrize(("hs", "count"), [("0810.60", 1), ("0810 6000", 1), ("081", 1), ("09.02", 0)])
def test_it_finds_trade_figures_by_hs_code_as_people_write_it(hs, count, edition, anybody):
    what = {"label": "Durian", "subject": "CN", "flow": "import", "source": "Paper"}
    TradeFigure.objects.create(edition=edition, hs_code="081060", **what)
    assert len(listed(anybody, f"trade-figures/?hs={hs}")) == count


@pytest.mark.parametrize(
    "query", ["nomenclature/?code", "trade-figures/?hs", "products/?hs", "exhibitors/?hs"]
)
@pytest.mark.parametrize("written", ["durian", "0810, 0811", "08 x", "0810..60", " ", ""])
def test_it_says_so_where_an_hs_code_can_not_be_read(query, written, anybody):
    answer = anybody.get(f"/api/v1/{query}={written}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [query.partition("?")[2]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("code=08", ["0810", "0810"]),
        ("code=0810&language=en", ["0810"]),
        ("q=fruit", ["0810", "0810"]),
        ("q=鲜", ["0810", "0810"]),
        ("q=bus", ["8702"]),
        ("code=081", ["0810", "0810"]),
        ("code=08.10", ["0810", "0810"]),
        ("code=87 02", ["8702"]),
        ("code=99", []),
    ],
)
def test_it_finds_hs_codes_by_beginning_word_and_language(query, found, anybody):
    for code, language, words in [
        ("0810", "en", "Other fruit"),
        ("0810", "zh", "鲜果"),
        ("8702", "en", "Buses"),
    ]:
        Nomenclature.objects.create(code=code, language=language, description=words)
    assert [row["code"] for row in listed(anybody, f"nomenclature/?{query}")] == found


class TestTheNomenclatureIsSearchedAsOnItsPage:
    """By what goods are called, however spelt, and the best first."""

    @pytest.fixture(autouse=True)
    def _words(self):
        for code, language, words in [
            ("07", "en", "Vegetables, or durian fruit of chapter 08"),
            ("08", "en", "Edible fruit"),
            ("081060", "en", "Durians"),
            ("081060", "zh-hans", "榴莲"),
            ("081090", "en", "Fruit, fresh"),
            ("08106000", "en", "Durians, a tariff line"),
        ]:
            Nomenclature.objects.create(code=code, language=language, description=words)

    def found(self, client, query):
        return [(row["code"], row["language"]) for row in listed(client, f"nomenclature/?{query}")]

    @pytest.mark.parametrize("words", ["durian", "durrians", "榴莲", "0810.60"])
    def test_the_code_that_fits_comes_first_in_all_its_languages(self, words, anybody):
        found = self.found(anybody, f"q={words}")
        assert found[:2] == [("081060", "en"), ("081060", "zh-hans")]
        assert list(dict.fromkeys(code for code, _ in found)) == [each.code for each in codes_for(words)]

    def test_it_is_narrowed_by_beginning_and_language_as_well(self, anybody):
        assert self.found(anybody, "q=durian&language=zh-hans") == [("081060", "zh-hans")]
        found = self.found(anybody, "q=durian fruit")
        narrower = [row for row in found if row[0].startswith("0810")]
        assert self.found(anybody, "q=durian fruit&code=0810") == narrower != found
        assert self.found(anybody, "q=xyzzyq") == []

    def test_its_pages_follow_each_other_from_the_best_to_the_last(self, anybody):
        at_once, path, found = (
            self.found(anybody, "q=durian fruit"),
            "nomenclature/?q=durian fruit&page_size=1",
            [],
        )
        while path:
            page = anybody.get(f"/api/v1/{path}").json()
            found += [(row["code"], row["language"]) for row in page["results"]]
            path = (page["next"] or "").partition("/api/v1/")[2]
        assert found == at_once
        assert len(found) > 3

    def test_what_has_changed_comes_in_the_order_of_its_changes(self, anybody):
        Nomenclature.objects.filter(code="081060", language="en").update(description="Durian")
        assert self.found(anybody, "q=durian&modified_since=2020-01-01T00:00:00Z")[-1] == ("081060", "en")


def test_it_shows_meeting_points_to_organisers_alone(edition, anybody, signed_in):
    MeetingPointFactory(edition=edition)
    assert anybody.get("/api/v1/points/").status_code == 401
    assert listed(signed_in(UserFactory()), "points/") == []
    assert len(listed(signed_in(make_organiser(edition)), "points/?kind=hall&edition=2024")) == 1


def test_everybody_knows_which_buyer_groups_come_and_nobody_who_is_in_them(anybody):
    group = DelegateFactory(person__name="Aisyah").group
    hidden = BuyerGroupFactory(edition=EditionFactory(published=False))
    (row,) = anybody.get("/api/v1/groups/", {"economy": group.economy_id}).json()["results"]
    assert (row["name"], row["economy"]["code"]) == (group.name, group.economy_id)
    assert "Aisyah" not in str(row)
    assert anybody.get(f"/api/v1/groups/{hidden.pk}/").status_code == 404
    assert anybody.get("/api/v1/groups/", {"managed": "true"}).json()["results"] == []
