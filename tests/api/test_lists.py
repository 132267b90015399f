"""Lists: in pages that stay true, and by what has changed since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from expo.api import router
from expo.fair.models import Sector
from tests.factories import EconomyFactory, ProductFactory, SectorFactory, UserFactory

pytestmark = pytest.mark.django_db

SECTORS = "/api/v1/sectors/"
LISTS = [prefix for prefix, view, _name in router.registry if hasattr(view, "list")]


@pytest.fixture
def sectors():
    return [SectorFactory(code=f"sector-{number}") for number in range(5)]


def pages(client, path):
    """Each page's codes, to the last."""
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, answer.json()
        yield [row["code"] for row in answer.json()["results"]]
        path = answer.json()["next"]


def codes(sectors):
    return [sector.pk for sector in sectors]


def test_it_comes_in_pages_until_there_is_no_next(sectors, anybody):
    found = list(pages(anybody, f"{SECTORS}?page_size=2"))
    assert found == [codes(sectors[:2]), codes(sectors[2:4]), codes(sectors[4:])]


def test_it_loses_and_repeats_nothing_while_rows_come_and_go(sectors, anybody):
    walk = pages(anybody, f"{SECTORS}?page_size=2")
    all_codes = codes(sectors)
    first = next(walk)
    sectors[0].delete()
    SectorFactory(code="another-one-before")
    assert first + [code for page in walk for code in page] == all_codes


@pytest.mark.parametrize("query", ["economy=TH&economy=VN", "page_size=2&page_size=3"])
def test_it_refuses_what_is_asked_twice_rather_than_take_the_last(query, anybody):
    answer = anybody.get(f"/api/v1/exhibitors/?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"] == {query.split("=")[0]: "Give this once."}


def test_it_keeps_what_the_list_is_narrowed_by(anybody):
    ProductFactory.create_batch(3, hs_code="081060")
    ProductFactory(hs_code="8702")
    found, path = [], "/api/v1/products/?hs=08&page_size=1"
    while path:
        answer = anybody.get(path).json()
        found += [row["hs_code"] for row in answer["results"]]
        path = answer["next"]
    assert found == ["081060"] * 3


@pytest.mark.parametrize("cursor", ["x", "%00", "W1tdLFtdXQ"])
def test_it_has_no_page_for_a_cursor_that_was_made_up(cursor, sectors, anybody):
    assert anybody.get(f"{SECTORS}?cursor={cursor}").status_code == 404


def test_it_has_no_page_for_a_cursor_of_another_order(sectors, anybody):
    following = anybody.get(f"{SECTORS}?page_size=1").json()["next"]
    assert anybody.get(f"{following}&modified_since=2020-01-01T00:00:00Z").status_code == 404


@pytest.mark.parametrize("size", ["0", "201", "x", "", "1e9"])
def test_it_says_how_large_a_page_may_be(size, anybody):
    answer = anybody.get(f"{SECTORS}?page_size={size}")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["page_size"])


def test_it_counts_nothing(sectors, anybody):
    with CaptureQueriesContext(connection) as queries:
        anybody.get(SECTORS)
    assert len(queries) == 1
    assert "COUNT" not in queries[0]["sql"]


def test_it_tells_what_has_changed_since_the_oldest_change_first(sectors, anybody):
    then = timezone.now()
    Sector.objects.filter(pk="sector-3").update(name="Three")
    Sector.objects.filter(pk="sector-1").update(name="One")
    since = then.isoformat().replace("+00:00", "Z")
    assert list(pages(anybody, f"{SECTORS}?modified_since={since}&page_size=1")) == [
        ["sector-3"],
        ["sector-1"],
    ]


def test_it_tells_changes_of_one_moment_without_losing_any(anybody):
    Sector.objects.bulk_create(Sector(code=f"s-{number:02}", name="s") for number in range(7))
    with connection.cursor() as cursor:  # as if all were written at once
        cursor.execute("ALTER TABLE fair_sector DISABLE TRIGGER USER")
        cursor.execute("UPDATE fair_sector SET modified_at = '2026-01-01T00:00:00Z'")
    found = pages(anybody, f"{SECTORS}?modified_since=2026-01-01T00:00:00Z&page_size=3")
    assert [len(page) for page in found] == [3, 3, 1]


def test_it_lets_a_program_follow_on_from_the_last_change(sectors, anybody):
    def changes(since):
        rows = anybody.get(SECTORS, {"modified_since": since}).json()["results"]
        return [row["code"] for row in rows], rows[-1]["modified_at"]

    _all, last = changes("2020-01-01T00:00:00Z")
    Sector.objects.filter(pk="sector-0").update(name="Zero")
    assert changes(last)[0] == ["sector-4", "sector-0"]


@pytest.mark.parametrize(
    ("since", "count"),
    [
        ("2020-01-01T00:00:00-23:59", 5),
        ("0001-01-01T00:00:00+23:59", 5),
        ("9999-12-31T23:59:59-23:59", 0),
        ("2020-01-01t00:00:00.5z", 5),
    ],
)
def test_it_takes_every_moment_of_the_calendar(since, count, sectors, anybody):
    assert len(anybody.get(SECTORS, {"modified_since": since}).json()["results"]) == count


@pytest.mark.parametrize(
    "since", ["yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z", ""]
)
def test_it_says_what_a_moment_is(since, anybody):
    answer = anybody.get(SECTORS, {"modified_since": since})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["modified_since"])


@pytest.mark.parametrize("query", ["bloc=", "bloc=a b", "modified_since=%00"])
def test_it_leaves_no_senseless_value_out_in_silence(query, anybody):
    EconomyFactory()
    assert anybody.get(f"/api/v1/economies/?{query}").status_code == 400


@pytest.mark.parametrize("prefix", LISTS)
def test_no_list_leaves_out_a_question_that_it_does_not_know(prefix, signed_in):
    somebody = signed_in(UserFactory())
    answer = somebody.get(f"/api/v1/{prefix}/", {"colour": "red", "page_size": 2})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["colour"])


def test_it_has_nothing_at_other_addresses(anybody):
    for path in (
        "/api/v1/nothing/",
        "/api/v1/exhibitors",
        "/api/v1/exhibitors/x/",
        "/api/v1/%FF/",
        "/api/v1/",
    ):
        answer = anybody.get(path)
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"
