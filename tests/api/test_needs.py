import pytest

from buyers.models import Match, SourcingNeed
from tests.factories import (
    BuyerGroupFactory,
    DelegateFactory,
    ExhibitorFactory,
    MatchFactory,
    NeedFactory,
    ProductFactory,
    SectorFactory,
    UserFactory,
    make_organiser,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/needs/"


@pytest.fixture
def coordinator():
    return UserFactory()


@pytest.fixture
def me(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def delegate(coordinator):
    return DelegateFactory(group=BuyerGroupFactory(coordinator=coordinator))


@pytest.fixture
def need(delegate):
    return NeedFactory(delegate=delegate)


def one(need, more=""):
    return f"{LIST}{need.pk}/{more}"


def body(delegate, /, **fields):
    return {"delegate": delegate.pk, "text": "Fresh fruit", "hs_codes": ["0810"], **fields}


def test_it_shows_own_needs_alone(me, need, signed_in):
    foreign = NeedFactory()
    assert [row["id"] for row in me.get(LIST).json()["results"]] == [need.pk]
    assert me.get(one(need)).json()["hs_codes"] == ["081060"]
    assert me.get(one(foreign)).status_code == 404
    assert me.get(f"{LIST}999999/").status_code == 404
    organiser = signed_in(make_organiser(need.delegate.group.edition))
    assert organiser.get(one(need)).status_code == 200
    assert organiser.get(one(foreign)).status_code == 404


def test_it_asks_strangers_who_they_are(anybody, need):
    for answer in [
        anybody.get(LIST),
        anybody.get(one(need)),
        anybody.get(one(need, "matches/")),
        anybody.post(LIST, body(need.delegate)),
        anybody.patch(one(need), {}),
        anybody.delete(one(need)),
    ]:
        assert answer.status_code == 401


def test_it_finds_needs_by_delegate_group_and_edition(me, need, coordinator):
    NeedFactory(delegate__group__coordinator=coordinator)
    group = need.delegate.group
    for query in [f"delegate={need.delegate.pk}", f"group={group.pk}", f"edition={group.edition.slug}"]:
        assert [row["id"] for row in me.get(f"{LIST}?{query}").json()["results"]] == [need.pk]


def test_it_states_a_need(me, delegate):
    answer = me.post(
        LIST, body(delegate, sectors=[SectorFactory().pk], certificates_required=["halal"], version=7)
    )
    assert answer.status_code == 201
    row = SourcingNeed.objects.get(pk=answer.json()["id"])
    assert (row.delegate, row.hs_codes, row.certificates_required) == (delegate, ["0810"], ["halal"])
    assert (row.version, row.sectors.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"hs_codes": ["77"]}, "hs_codes"),
        ({"hs_codes": ["0810", "8"]}, "hs_codes"),
        ({"hs_codes": "0810"}, "hs_codes"),
        ({"hs_codes": ["01"] * 11}, "hs_codes"),
        ({"text": ""}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"certificates_welcome": ["own"]}, "certificates_welcome"),
        ({"sectors": "own"}, "sectors"),
        ({"order_size": 0}, "order_size"),
        ({"order_unit": "stone"}, "order_unit"),
    ],
)
def test_it_says_at_the_field_what_is_wrong_and_writes_nothing(fields, field, me, delegate, need):
    for answer in [me.post(LIST, body(delegate, **fields)), me.patch(one(need), fields)]:
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [field]
    assert SourcingNeed.objects.get() == need
    need.refresh_from_db()
    assert need.version == 1


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("8", "“8”: An HS code has 2, 4 or 6 digits"),
        ("77.01", "“77.01”: There is no chapter 77 in the HS."),
        ("durian", "“durian”: An HS code has 2, 4 or 6 digits"),
    ],
)
def test_it_says_of_a_code_what_the_pages_say(code, problem, me, delegate):
    answer = me.post(LIST, body(delegate, hs_codes=["0810", code]))
    assert problem in str(answer.json()["errors"]["hs_codes"])


def test_it_takes_no_need_in_which_there_is_nothing_to_read(me, delegate, need):
    for answer in [me.post(LIST, body(delegate, text="\u200b")), me.patch(one(need), {"text": "\u200b"})]:
        assert answer.status_code == 409
        assert "no letter or digit" in str(answer.json()["errors"]["text"])
    assert SourcingNeed.objects.get().text == need.text


def test_it_takes_codes_as_people_write_them_and_keeps_their_digits(me, delegate):
    written = ["0810.60", "0902 10", "0810.60.00", "08"]
    answer = me.post(LIST, body(delegate, hs_codes=written))
    assert (answer.status_code, answer.json()["hs_codes"]) == (201, ["081060", "090210", "08"])


def test_it_takes_no_need_for_anothers_delegate(me):
    answer = me.post(LIST, body(DelegateFactory()))
    assert (answer.status_code, list(answer.json()["errors"])) == (404, ["delegate"])
    assert not SourcingNeed.objects.exists()


def test_it_changes_own_needs_which_stay_with_their_delegate(me, need):
    other = DelegateFactory(group=need.delegate.group)
    answer = me.patch(one(need), {"quantity": "5 t", "delegate": other.pk})
    assert (answer.status_code, answer.json()["quantity"], answer.json()["version"]) == (200, "5 t", 2)
    assert answer.json()["delegate"] == need.delegate.pk


def test_it_hides_others_needs_from_writing(me):
    foreign = NeedFactory()
    assert me.patch(one(foreign), {"text": "Mine"}).status_code == 404
    assert me.delete(one(foreign)).status_code == 404


def test_it_removes_own_needs(me, need):
    assert me.delete(one(need)).status_code == 204
    assert me.delete(one(need)).status_code == 404


def test_it_matches_a_new_and_a_changed_need_at_once(me, need):
    edition = need.delegate.group.edition
    MatchFactory(need=need)  # so that the edition has a current run
    bus = ProductFactory(name="Electric bus", hs_code="870240", exhibitor__edition=edition)
    stated = me.post(LIST, body(need.delegate, text="Electric bus", hs_codes=["870240"])).json()
    found = me.get(f"{LIST}{stated['id']}/matches/").json()["results"]
    assert [match["product"]["id"] for match in found][:1] == [bus.pk]
    me.patch(f"{LIST}{stated['id']}/", {"text": "Fresh durian", "hs_codes": ["081060"]})
    best = me.get(f"{LIST}{stated['id']}/matches/").json()["results"][0]
    assert best["product"]["name"] == "Fresh durian"


def test_it_gives_matches_best_first_with_reasons(me, need):
    second = MatchFactory(need=need, rank=2, score=0.4)
    first = MatchFactory(need=need, rank=1)
    rows = me.get(one(need, "matches/")).json()["results"]
    assert [row["exhibitor"]["id"] for row in rows] == [first.exhibitor.pk, second.exhibitor.pk]
    assert rows[0]["reasons"] == first.reasons
    assert rows[0]["sentences"] == [{"text": "Same HS subheading 081060", "share": 100}]


def test_it_leaves_out_matches_of_who_has_withdrawn(me, need):
    match = MatchFactory(need=need, exhibitor=ExhibitorFactory(withdrawn=True))
    assert me.get(one(need, "matches/")).json()["results"] == []
    assert Match.objects.get() == match


def test_it_hides_others_matches(me):
    assert me.get(one(MatchFactory().need, "matches/")).status_code == 404


def test_it_asks_as_much_for_three_needs_as_for_one(me, delegate, queries_of):
    NeedFactory(delegate=delegate, sectors=[SectorFactory()])
    for_one = queries_of(me, LIST, rows=1)
    NeedFactory(delegate=delegate, sectors=[SectorFactory()])
    NeedFactory(delegate=delegate, sectors=[SectorFactory()])
    assert queries_of(me, LIST, rows=3) == for_one


def test_it_asks_as_much_for_three_matches_as_for_one(me, need, queries_of):
    MatchFactory(need=need)
    for_one = queries_of(me, one(need, "matches/"), rows=1)
    MatchFactory(need=need, rank=2)
    MatchFactory(need=need, rank=3)
    assert queries_of(me, one(need, "matches/"), rows=3) == for_one


def test_the_size_of_an_order_comes_with_its_unit(me, need):
    answer = me.patch(one(need), {"order_size": 5, "order_unit": "t"})
    assert (answer.json()["order_size"], answer.json()["order_unit"]) == (5, "t")
    assert me.patch(one(need), {"order_unit": ""}).status_code == 409
    assert me.patch(one(need), {"order_size": None, "order_unit": ""}).json()["order_size"] is None
