"""Who may read and do what at which address of the API: one table, and every address stands in it."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any, NamedTuple

import pytest
from django.urls import get_resolver
from django.utils import timezone

from tests.api.world import ABSENT_ROWS, ApiWorld
from tests.pages.test_who_may import (
    ABSENT,
    both_sides,
    company,
    company_or_organiser,
    coordinators,
    everybody,
    group,
    own_group,
    pavilion,
    signed_in,
    starter_or_organiser,
)
from tests.pages.world import ROLES, SIDES, jpeg, state, undone

Who = Callable[[str, str], bool]
Rows = dict[str, Any]
METHODS = ("get", "post", "patch", "put", "delete")
DONE = {200, 201, 202, 204}
NOT_OPEN = {
    "pavilions/*/exhibitors/",
    "exhibitors/*/wanted/",
    "groups/*/news/",
    "editions/*/weights/",
    "editions/*/match/",
    "editions/*/schedule/",
    "editions/*/repair/",
    "editions/*/allocate/",
}
OPEN = {  # to strangers who read
    *(
        "editions",
        "days",
        "slots",
        "economies",
        "blocs",
        "sectors",
        "sections",
        "zones",
        "venues",
        "halls",
        "walks",
    ),
    *("trade-figures", "nomenclature", "booths", "pavilions", "exhibitors", "products", "groups"),
    *("schema", "docs"),
}


def organiser(role: str, side: str) -> bool:
    return role == "organiser"


class Row(NamedTuple):
    """An address, whose thing it is about, who reads it and who does what there, by method.

    Who has not signed in is answered 401, but where OPEN. Other methods are answered 405. Who may not is told 404, the
    same as where nothing is, be it that the address or that the body names it. `body` is what somebody sends who does.
    """

    path: str
    of: str | None = None
    read_by: Who | None = None
    does: dict[str, Who] = {}
    body: Callable[[Rows], dict[str, Any]] = lambda rows: {}
    refused: int = 404  # what those get who have signed in and may not do it
    done: set[int] = DONE  # what those get who do it


PERSON = {"name": "Aisyah", "languages": ["ms"]}
NEW_COMPANY = {"economy": "CN", "name": "A new company"}
OFFER = {"answer_by": (timezone.now() + timedelta(days=7)).isoformat()}


def a_company(rows: Rows) -> dict[str, Any]:
    return {"edition": rows["edition"].slug, "company": NEW_COMPANY}


def a_meeting(rows: Rows) -> dict[str, Any]:
    keys = ("accepted", "slot", "point", "representative")
    return {"request" if name == "accepted" else name: rows[name].pk for name in keys}


def read_only(*names: str) -> list[Row]:
    """A list and its rows, of each, that everybody reads and nobody writes."""
    return [
        row
        for name in names
        for row in (Row(f"{name}/", None, everybody), Row(f"{name}/*/", name, everybody))
    ]


TABLE = [
    *read_only(
        "editions", "days", "slots", "economies", "blocs", "sectors", "sections", "zones", "venues", "halls"
    ),
    *read_only("walks", "trade-figures", "nomenclature", "booths"),
    #   address                       about              read by               done by
    Row("schema/", None, everybody),
    Row("docs/", None, everybody),
    Row("pavilions/", None, everybody),
    Row("pavilions/*/", "pavilion", everybody),
    Row("pavilions/*/exhibitors/", "pavilion", pavilion),
    Row(
        "pavilions/*/give-booth/",
        "pavilion",
        None,
        {"post": pavilion},
        lambda rows: {"booth": rows["pavilion booth"].pk, "exhibitor": rows["exhibitor"].pk},
    ),
    Row("exhibitors/", None, everybody, {"post": signed_in}, a_company),
    Row(
        "exhibitors/begin/",
        None,
        None,
        {"post": company},
        lambda rows: {"edition": rows["edition"].slug, "company": rows["company"].pk},
    ),
    Row("exhibitors/*/", "exhibitor", everybody),
    Row(
        "exhibitors/*/",
        "draft",
        company_or_organiser,
        {"patch": company_or_organiser},
        lambda rows: {"about": "!"},
    ),
    Row(
        "exhibitors/*/wanted/",
        "exhibitor",
        company_or_organiser,
        {"post": company_or_organiser},
        lambda rows: {"economies": ["TH"], "sectors": [], "markets": []},
    ),
    Row("exhibitors/*/submit/", "draft", None, {"post": company_or_organiser}),
    Row("exhibitors/*/withdraw/", "exhibitor", None, {"post": company_or_organiser}),
    Row("exhibitors/*/reopen/", "withdrawn", None, {"post": company_or_organiser}),
    Row("exhibitors/*/approve/", "submitted", None, {"post": organiser}),
    Row("exhibitors/*/reject/", "submitted", None, {"post": organiser}, lambda rows: {"remark": "!"}),
    Row(
        "exhibitors/*/request-changes/", "submitted", None, {"post": organiser}, lambda rows: {"remark": "!"}
    ),
    Row(
        "exhibitors/*/give-booth/",
        "exhibitor",
        None,
        {"post": organiser},
        lambda rows: {"booth": rows["free"].pk},
    ),
    Row(
        "exhibitors/*/offer-booth/",
        "exhibitor",
        None,
        {"post": organiser},
        lambda rows: {"booth": rows["free"].pk, **OFFER},
    ),
    Row(
        "products/",
        None,
        everybody,
        {"post": company_or_organiser},
        lambda rows: {"exhibitor": rows["draft"].pk, "name": "Mangosteen", "hs_code": "080450"},
    ),
    Row("products/*/", "public product", everybody),
    Row(
        "products/*/",
        "product",
        company_or_organiser,
        {"patch": company_or_organiser, "delete": company_or_organiser},
        lambda rows: {"name": "Mangosteen"},
    ),
    Row(
        "products/*/picture/",
        "product",
        None,
        {"post": company_or_organiser},
        lambda rows: {"picture": jpeg()},
    ),
    Row("companies/", None, signed_in),
    Row("companies/*/", "company", company),
    Row(
        "representatives/",
        None,
        signed_in,
        {"post": company_or_organiser},
        lambda rows: {"exhibitor": rows["exhibitor"].pk, "person": PERSON},
    ),
    Row("representatives/*/", "representative", company_or_organiser),
    Row("claims/", None, signed_in),
    Row("claims/*/", "offer", company_or_organiser),
    Row("claims/*/accept/", "offer", None, {"post": company}),
    Row("claims/*/decline/", "offer", None, {"post": company}),
    Row("claims/*/release/", "offer", None, {"post": organiser}),
    Row(
        "groups/",
        None,
        everybody,
        {"post": coordinators},
        lambda rows: {"edition": rows["edition"].slug, "economy": "TH", "name": "A new group"},
        refused=409,
    ),
    Row("groups/*/", "group", everybody),
    Row("groups/*/news/", "group", own_group, {"post": own_group}, lambda rows: {"news": "at-once"}),
    Row(
        "delegates/",
        None,
        signed_in,
        {"post": group},
        lambda rows: {"group": rows["group"].pk, "person": PERSON, "company": "Buyers"},
    ),
    Row(
        "delegates/*/",
        "idle delegate",
        group,
        {"patch": group, "delete": group},
        lambda rows: {"most_meetings_a_day": 6},
    ),
    Row(
        "needs/",
        None,
        signed_in,
        {"post": group},
        lambda rows: {"delegate": rows["delegate"].pk, "text": "Mangosteens", "hs_codes": ["0804"]},
    ),
    Row("needs/*/", "need", group, {"patch": group, "delete": group}, lambda rows: {"quantity": "5 t"}),
    Row("needs/*/matches/", "need", group),
    Row(
        "needs/*/judge/",
        "need",
        None,
        {"post": group},
        lambda rows: {"exhibitor": rows["exhibitor"].pk, "verdict": "good"},
    ),
    Row("matches/", None, signed_in),
    Row("matches/*/", "match", both_sides),
    Row("matches/*/ask/", "match", None, {"post": both_sides}, lambda rows: {"priority": 3}),
    Row(
        "requests/",
        None,
        signed_in,
        {"post": group},
        lambda rows: {"delegate": rows["idle delegate"].pk, "exhibitor": rows["exhibitor"].pk},
    ),
    Row("requests/*/", "request", both_sides),
    Row(
        "requests/*/companions/",
        "request",
        None,
        {"post": group},
        lambda rows: {"companions": [rows["idle delegate"].pk]},
    ),
    Row("requests/*/accept/", "request", None, {"post": company}),
    Row("requests/*/accept/", "counter-request", None, {"post": group}),
    Row("requests/*/decline/", "request", None, {"post": company}),
    Row("requests/*/withdraw/", "request", None, {"post": group}),
    Row("requests/*/withdraw/", "counter-request", None, {"post": company}),
    Row("meetings/", None, signed_in, {"post": organiser}, a_meeting),
    Row("meetings/*/", "meeting", both_sides),
    Row("meetings/*/cancel/", "meeting", None, {"post": both_sides}),
    Row("notifications/", None, signed_in),
    Row("notifications/read/", None, None, {"post": signed_in}),
    Row("notifications/*/", "letter", company),
    Row("runs/", None, signed_in),
    Row("runs/*/", "run", starter_or_organiser),
    Row("runs/*/cancel/", "run", None, {"post": starter_or_organiser}),
    Row("points/", None, signed_in),
    Row("points/*/", "point", organiser),
    Row("proposals/", None, signed_in),
    Row("proposals/*/", "proposal", organiser),
    Row("proposals/*/changes/", "proposal", organiser),
    Row("proposals/*/accept/", "proposal", None, {"post": organiser}),
    Row("proposals/*/take-back/", "proposal", None, {"post": organiser}),
    Row("allocations/", None, signed_in),
    Row("allocations/*/", "allocation", organiser),
    Row("allocations/*/stands/", "allocation", organiser),
    Row("allocations/*/offer/", "allocation", None, {"post": organiser}, lambda rows: OFFER),
    Row(
        "allocations/*/propose-other/",
        "allocation",
        None,
        {"post": organiser},
        lambda rows: {"stand": rows["stand"].pk, "booths": [rows["other booth"].pk]},
    ),
    Row("allocations/*/take-back/", "allocation", None, {"post": organiser}),
    Row(
        "editions/*/weights/",
        "editions",
        organiser,
        {"patch": organiser, "delete": organiser},
        lambda rows: {"text": 0.9},
    ),
    Row("editions/*/match/", "editions", None, {"post": organiser}, done={409}),  # it runs already
    Row("editions/*/schedule/", "editions", None, {"post": organiser}, done={409}),
    Row("editions/*/repair/", "editions", None, {"post": organiser}, done={202, 409}),
    Row("editions/*/allocate/", "editions", None, {"post": organiser}, done={202, 409}),
]


def is_open(row):
    return row.path.split("/")[0] in OPEN and row.path not in NOT_OPEN


def methods_at(path):
    """What anybody can do there."""
    rows = [row for row in TABLE if row.path == path]
    return {method for row in rows for method in row.does} | (
        {"get"} if any(row.read_by for row in rows) else set()
    )


def sides_of(row):
    """Whose thing the address or the body names; none where neither does."""
    return (*SIDES, ABSENT) if row.of or row.body(ABSENT_ROWS) else ("",)


def may(who, role, side):
    return who is not None and side != ABSENT and who(role, side)


def expected(row, role, side, method):
    """What the table says: the statuses that are right."""
    if role == "anonymous" and not (method == "get" and is_open(row)):
        return {401}
    if method not in methods_at(row.path):
        return {405}
    if method == "get":
        is_list = "*" not in row.path
        return {200} if may(row.read_by, role, side) or (is_list and row.read_by(role, side)) else {404}
    if may(row.does[method], role, side):
        return row.done
    return {404} if side == ABSENT else {row.refused}


def asks(row):
    """Each method that this row of the table says something about, for each thing."""
    elsewhere = methods_at(row.path) - set(row.does) - ({"get"} if row.read_by else set())
    for method, side in product(METHODS, sides_of(row)):
        if method not in elsewhere and (method in methods_at(row.path) or side in {"A", ""}):
            yield method, side


def send(client, method, world, row, side):
    rows = world.rows(side)
    body = {} if method == "get" else row.body(rows)
    kind = "multipart" if "picture" in body else "json"
    return getattr(client, method)(
        world.address(row.path, row.of, side), body, format=None if method == "get" else kind
    )


def told(response):
    """What a response tells, without the keys that differ; and what it says of each key in the body."""
    problem = json.loads(re.sub(r"[0-9]+", "…", response.content.decode()).replace(":…", ":0"))
    return problem, problem.pop("errors", {})


@pytest.fixture
def world(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return ApiWorld()


def label(row):
    return f"{row.path} {row.of or ''}"


def addresses(patterns, before=""):
    """Each address of the API, from the URLconf, with a star for what names a row."""
    for each in patterns:
        path = before + re.sub(r"\(\?P<\w+>[^)]*\)|<\w+:\w+>", "*", str(each.pattern)).strip("^$")
        if hasattr(each, "url_patterns"):
            yield from addresses(each.url_patterns, path)
        else:
            yield path


def test_it_names_every_address_of_the_api():
    *there, elsewhere = addresses(get_resolver("expo.api").url_patterns)
    assert set(there) == {row.path for row in TABLE}
    assert elsewhere == ""  # all that is none of these, which the next test asks for


@pytest.mark.parametrize("path", ["", "nothing/", "editions", "schema", "editions/no-such/nothing/"])
def test_it_has_nothing_for_anybody_at_other_addresses(path, world):
    before = state()
    for role, method in product(ROLES, METHODS):
        got = getattr(world.api_client(role), method)(f"/api/v1/{path}")
        assert (got.status_code, got["Content-Type"]) == (404, "application/problem+json"), (
            f"{method} by {role}"
        )
    assert state() == before


def test_it_answers_as_the_table_says_and_changes_nothing_for_others(world, subtests):
    clients = {role: world.api_client(role) for role in ROLES}
    before = state()
    for row in TABLE:
        with subtests.test(row=label(row)):
            for (method, side), role in product(asks(row), ROLES):
                right = expected(row, role, side, method)
                if right == {405} and role not in {"nobody", "organiser"}:
                    continue  # it depends on nothing but whether one has signed in
                if method == "get" or not right & DONE:  # what is done is the next test's business
                    got = send(clients[role], method, world, row, side)
                    assert got.status_code in right, (
                        f"{method} by {role}, thing of {side}: {got.content[:300]!r}"
                    )
            now = state()
            unchanged, before = now == before, now
            assert unchanged


def test_it_does_what_was_asked_for_by_those_who_may(world, subtests):
    clients = {role: world.api_client(role) for role in ROLES}
    before = state()
    for row, role in product(TABLE, ROLES):
        for method, who in row.does.items():
            side = next((side for side in sides_of(row) if side != ABSENT and who(role, side)), None)
            if side is None or row.done != DONE:
                continue
            with subtests.test(row=label(row), role=role, method=method), undone():
                got = send(clients[role], method, world, row, side)
                assert got.status_code in DONE, got.content
                assert state() != before


def test_it_answers_the_same_for_what_is_anothers_and_what_is_not_there(world, subtests):
    for role in ("anonymous", "member of B", "coordinator of B", "pavilion organiser of B"):
        client = world.api_client(role)
        for row in TABLE:
            for method in (each for each, side in asks(row) if side == "A"):
                right = expected(row, role, "A", method)
                if right == expected(row, role, ABSENT, method) == {404}:
                    with subtests.test(row=label(row), role=role, method=method):
                        anothers, its_errors = told(send(client, method, world, row, "A"))
                        absent, errors = told(send(client, method, world, row, ABSENT))
                        assert anothers == absent
                        assert its_errors.items() <= errors.items()


def test_it_shows_nobody_a_word_of_what_is_anothers(world, subtests):
    for role in [role for role in ROLES if not role.startswith("organiser")]:
        client = world.api_client(role)
        not_theirs = {f"{side} secret" for side in SIDES if side != role[-1]}
        for row, side in product(TABLE, (*SIDES, "")):
            if side in sides_of(row) and row.read_by and 200 in expected(row, role, side, "get"):
                with subtests.test(row=label(row), role=role):
                    text = send(client, "get", world, row, side).content.decode()
                    assert not {words for words in not_theirs if words in text}
