"""Who may see and do what at which address: one table, and every address stands in it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import NamedTuple

from django.conf import settings
from django.urls import resolve, reverse
from django.utils import timezone

from expo.fair.models import Section, Zone
from expo.people.models import Invitation
from tests.pages.addresses import pages
from tests.pages.world import INVITED, ROLES, SIDES, invite, plain, state, tell, undone

LOGIN, GO = "sign in", "go on"  # redirects: to the sign-in page, and to any other
ABSENT = "absent"
NO_KEY = 999_999_999
OF_TWO = {"ask", "judge"}  # pages about a need and an exhibitor


# Who may: a role, and whose the thing is ("A", "B", or "" where the page is about no thing).
def everybody(role: str, side: str) -> bool:
    return True


def strangers(role: str, side: str) -> bool:
    return role == "anonymous"


def signed_in(role: str, side: str) -> bool:
    return role != "anonymous"


def company(role: str, side: str) -> bool:
    return role == f"member of {side}"


def company_or_organiser(role: str, side: str) -> bool:
    return company(role, side) or role == "organiser"


def group(role: str, side: str) -> bool:
    return role in {f"coordinator of {side}", "organiser"}


def own_group(role: str, side: str) -> bool:
    return role == f"coordinator of {side}"


def both_sides(role: str, side: str) -> bool:
    return company(role, side) or group(role, side)


def coordinators(role: str, side: str) -> bool:
    return role.startswith("coordinator of")


def pavilion(role: str, side: str) -> bool:
    return role in {f"pavilion organiser of {side}", "organiser"}


def invited(role: str, side: str) -> bool:
    return role == INVITED[side]


def starter_or_organiser(role: str, side: str) -> bool:
    return role in {f"coordinator of {side}", "organiser"}


Who = Callable[[str, str], bool]


class Row(NamedTuple):
    """An address: what it is about, who sees it and who does what it is for.

    Who sees it gets 200, who does it is led on (GO). Where nobody does, a GET or POST is answered 405 to all who
    came that far. Others are asked to sign in or, signed in, told 404: the same as where nothing is.
    """

    name: str
    of: str | None = None
    seen_by: Who | None = None
    done_by: Who | None = None
    refused: int | str = 404  # what those get at a POST who see it, but may not do it
    others: int | str | None = None  # what those get who may neither, where it isn't sign-in and 404


TABLE = [
    #   address                 about              seen by                done by
    Row("health", None, everybody),
    Row("robots", None, everybody),
    Row("sitemap", None, everybody),
    Row("sitemap-part", "sitemap", everybody),
    Row("mail", None, everybody),  # in the demo, where everybody is one person
    Row("front", None, everybody),
    Row("directory", None, everybody),
    Row("exhibitor", "exhibitor", everybody),
    Row("exhibitor", "draft", company_or_organiser, others=404),
    Row("exhibitor", "withdrawn", company_or_organiser, others=404),
    Row("product", "public product", everybody),
    Row("product", "product", company_or_organiser, others=404),
    Row("product-picture", "public product", everybody),
    Row("product-picture", "product", company_or_organiser, others=404),
    Row("economies", None, everybody),
    Row("economy", "economy", everybody),
    Row("economy-groups", "economy", everybody),
    Row("section", "section", everybody),
    Row("zone", "zone", everybody),
    Row("pavilion-public", "pavilion", everybody),
    Row("plan", None, everybody),
    Row("hall", "hall", everybody),
    Row("hs-codes", None, everybody),
    Row("components", None, everybody),
    Row("workspace", None, signed_in),
    Row("inbox", None, signed_in),
    Row("inbox-read", None, None, signed_in),
    Row("register", None, signed_in, signed_in),
    Row("register-again", "company", None, company),
    Row("registration", "draft", company),
    Row("registration", "exhibitor", company),
    Row("registration-edit", "draft", company, company),
    Row("registration-wanted", "exhibitor", company, company),
    Row("registration-submit", "draft", None, company),
    Row("registration-withdraw", "exhibitor", None, company),
    Row("registration-reopen", "withdrawn", None, company),
    Row("product-add", "exhibitor", company, company),
    Row("representative-add", "exhibitor", company, company),
    Row("product-edit", "product", company, company),
    Row("product-remove", "product", None, company),
    Row("offer-answer", "offer", None, company),
    Row("pavilion", "pavilion", pavilion, pavilion),
    Row("group-new", None, signed_in, coordinators, refused=200),
    Row("group", "group", group),
    Row("group-news", "group", None, own_group),
    Row("delegate-add", "group", group, group),
    Row("delegate-edit", "delegate", group, group),
    Row("need-add", "delegate", group, group),
    Row("delegate-file", "delegate", group),
    Row("need", "need", group),
    Row("need-edit", "need", group, group),
    Row("need-remove", "need", None, group),
    Row("ask", "need", group, group),
    Row("judge", "need", None, group),
    Row("ask-exhibitor", "exhibitor", signed_in),
    Row("requests", None, signed_in),
    Row("interested", "exhibitor", company),
    Row("ask-buyer", "match", company, company),
    Row("request-companions", "request", group, group),
    Row("request-answer", "request", None, company),
    Row("request-answer", "counter-request", None, group),
    Row("request-withdraw", "request", None, group),
    Row("request-withdraw", "counter-request", None, company),
    Row("diary", None, signed_in),
    Row("diary-file", None, signed_in),
    Row("meeting-cancel", "meeting", None, both_sides),
    Row("tokens", None, signed_in, signed_in),
    Row("token-revoke", "token", None, company),
    Row("run", "run", starter_or_organiser),
    Row("run-cancel", "run", None, starter_or_organiser),
    Row(
        "invitation", "invitation", signed_in, invited, refused=200, others=410
    ),  # who holds its secret sees it
]
ACCOUNT = {
    #                                    not signed in: GET, POST   signed in: GET, POST
    "account_login": (200, 200, GO, GO),
    "account_logout": (GO, GO, 200, GO),
    "account_signup": (200, 200, GO, GO),
    "account_inactive": (200, 405, 200, 405),
    "account_reauthenticate": (LOGIN, LOGIN, 403, 403),  # nor has one to prove who it is by
    "account_email": (LOGIN, LOGIN, 200, GO),
    "account_email_verification_sent": (200, 405, 200, 405),
    "account_change_password": (LOGIN, LOGIN, GO, GO),  # a user without password sets one
    "account_set_password": (LOGIN, LOGIN, 200, 200),
    "account_reset_password": (200, 200, 200, 200),
    "account_reset_password_done": (200, 405, 200, 405),
    "account_reset_password_from_key": (200, 200, 200, 200),
    "account_reset_password_from_key_done": (200, 405, 200, 405),
    "account_confirm_email": (200, 404, 200, 404),
    "account_confirm_login_code": (LOGIN, LOGIN, GO, GO),
}
ACCOUNT_ARGS = {
    "account_reset_password_from_key": ["a", "set-password"],
    "account_confirm_email": ["no-such-key"],
}

PERSON = {"name": "Aisyah", "languages": ["ms"]}
PRODUCT = {"name": "Mangosteen", "hs_code": "0804.50"}
NEED = {"text": "Mangosteens", "hs_codes": "0804"}
BODIES = {
    # What somebody sends who does it; where nothing is here, nothing need be sent.
    "tokens": lambda rows: {"name": "Import", "scope": "read", "lasts": "30"},
    "register": lambda rows: {"economy": "CN", "name": "A new company"},
    "registration-wanted": lambda rows: {"economies": ["TH"]},
    "registration-edit": lambda rows: {"about": "Changed.", "booth_kind": "shell", "booth_area": 18},
    "product-add": lambda rows: PRODUCT,
    "product-edit": lambda rows: PRODUCT,
    "representative-add": lambda rows: PERSON,
    "offer-answer": lambda rows: {"answer": "accept"},
    "pavilion": lambda rows: {"exhibitor": rows["exhibitor"].pk, "booth": rows["pavilion booth"].pk},
    "group-new": lambda rows: {"name": "A new group", "economy": "TH"},
    "delegate-add": lambda rows: {**PERSON, "company": "Buyers"},
    "delegate-edit": lambda rows: {"company": "Buyers", "most_meetings_a_day": 6},
    "group-news": lambda rows: {"news": "at-once"},
    "request-companions": lambda rows: {"companions": [rows["match"].need.delegate.pk]},
    "need-add": lambda rows: NEED,
    "need-edit": lambda rows: NEED,
    "ask": lambda rows: {"priority": 3, "message": "Please."},
    "judge": lambda rows: {"verdict": "good"},
    "ask-buyer": lambda rows: {"priority": 3, "message": "Please."},
    "request-answer": lambda rows: {"answer": "accept"},
}


def label(row):
    return row.name if row.of is None else f"{row.name}-{row.of}".replace(" ", "-")


def body(world, row, side):
    return BODIES.get(row.name, lambda rows: {})(world.of[side if side in SIDES else "A"])


def key_of(thing):
    """How its address names a thing: zones and sections by their code, what is no row by itself."""
    if isinstance(thing, str):
        return thing
    return thing.code if isinstance(thing, Section | Zone) else thing.pk


def address(world, row, side):
    """The page's address for A's thing, B's thing or one that isn't there."""
    if row.of is None:
        return reverse(row.name)
    key = NO_KEY if side == ABSENT else key_of(world.of[side][row.of])
    if row.name in OF_TWO:  # an exhibitor who takes part, and was not asked yet
        return reverse(row.name, args=[key, world.of["B" if side == "A" else "A"]["exhibitor"].pk])
    return reverse(row.name, args=[key])


def send(client, method, world, row, side):
    return getattr(client, method)(
        address(world, row, side), body(world, row, side) if method == "post" else {}
    )


def answer(response):
    """The status, or where it leads."""
    if response.status_code == 302:
        return LOGIN if response.url.startswith(reverse("account_login")) else GO
    return response.status_code


def may(who, role, side):
    return who is not None and side != ABSENT and who(role, side)


def expected(row, role, side, method):
    """What the table says."""
    sees, does = may(row.seen_by, role, side), may(row.done_by, role, side)
    is_public = row.seen_by is everybody or row.others == 404
    if role == "anonymous" and not is_public:
        return LOGIN
    if (row.seen_by if method == "get" else row.done_by) is None:
        return 405
    if method == "get":
        return 200 if sees else row.others or 404
    return GO if does else row.refused if sees else row.others or 404


def sides_of(row):
    return (*SIDES, ABSENT) if row.of else ("",)


def test_it_names_every_page_and_knows_who_may_at_each():
    addresses = pages()
    nameless = [path for path, name in addresses if not name]
    assert not nameless
    known = {row.name for row in TABLE} | set(ACCOUNT)
    assert {name for _path, name in addresses} == known


def test_it_answers_as_the_table_says_and_changes_nothing_for_others(world, subtests):
    clients = {role: world.client(role) for role in ROLES}
    before = state()
    for row in TABLE:
        with subtests.test(row=label(row)):
            for role, method, side in product(ROLES, ("get", "post"), sides_of(row)):
                is_told = expected(row, role, side, method)
                if is_told != GO and not (is_told == 405 and side == "B"):  # GO is the next test's business
                    got = send(clients[role], method, world, row, side)
                    assert answer(got) == is_told, f"{method} by {role}, thing of {side}"
            now = state()
            unchanged, before = now == before, now
            assert unchanged


def test_it_takes_no_other_method_and_tells_heads_as_it_shows_pages(world, subtests):
    before = state()
    for row, role in product(TABLE, ("member of A", "coordinator of A", "organiser")):
        client, side = world.client(role), "A" if row.of else ""
        with subtests.test(row=label(row), role=role):
            for method in ("put", "patch", "delete", "options"):
                assert answer(send(client, method, world, row, side)) in {405, LOGIN, 404}, method
            if row.seen_by and role == "organiser":
                assert answer(send(client, "head", world, row, side)) == expected(row, role, side, "get")
    assert state() == before


def test_it_does_what_was_asked_for_by_those_who_may(world, subtests):
    clients = {role: world.client(role) for role in ROLES}
    before = state()
    for row, role in product(TABLE, ROLES):
        side = next((side for side in SIDES if may(row.done_by, role, side)), None)
        if side is None:
            continue
        with subtests.test(row=label(row), role=role), undone():
            assert answer(send(clients[role], "post", world, row, side)) == GO
            assert state() != before


def test_it_answers_the_same_for_what_is_anothers_and_what_is_not_there(world, subtests):
    for role in ("anonymous", "member of B", "coordinator of B"):
        client = world.client(role)
        for row, method in product((row for row in TABLE if row.of), ("get", "post")):
            if not may(row.seen_by, role, "A") and not may(row.done_by, role, "A"):
                with subtests.test(row=label(row), role=role, method=method):
                    anothers = send(client, method, world, row, "A")
                    assert plain(anothers) == plain(send(client, method, world, row, ABSENT))


def test_it_answers_404_to_a_number_beyond_all_keys(world, subtests):
    client = world.client("organiser")
    for row in TABLE:
        if row.of:
            args = [10**40] if row.name not in OF_TWO else [world.of["A"]["need"].pk, 10**40]
            with subtests.test(row=label(row)):
                absent = row.others or 404
                got = client.get(reverse(row.name, args=args))
                assert got.status_code == (absent if row.seen_by else 405)
                if row.done_by:
                    got = client.post(reverse(row.name, args=args), body(world, row, "A"))
                    assert got.status_code == absent


def test_it_shows_nobody_a_word_of_what_is_anothers(world, subtests):
    for user in world.users.values():
        tell(user, f"Letter to {user.email}")
    for role in [role for role in ROLES if not role.startswith("organiser")]:
        client = world.client(role)
        not_theirs = {f"{side} secret" for side in SIDES if side != role[-1]}
        not_theirs |= {f"Letter to {user.email}" for of, user in world.users.items() if of != role}
        for row, side in product(TABLE, (*SIDES, "")):
            if side in sides_of(row) and may(row.seen_by, role, side) and row.name != "product-picture":
                with subtests.test(row=label(row), role=role):
                    text = client.get(address(world, row, side)).content.decode()
                    assert not {words for words in not_theirs if words in text}


def test_it_finds_no_exhibitor_to_ask_who_does_not_take_part(world):
    client = world.client("coordinator of A")
    for kind in ("draft", "withdrawn"):
        args = [world.of["A"]["need"].pk, world.of["B"][kind].pk]
        assert client.get(reverse("ask", args=args)).status_code == 404
        assert client.post(reverse("ask", args=args), {"priority": 3}).status_code == 404


def test_it_gives_no_booth_of_another_pavilion(world):
    client = world.client("pavilion organiser of A")
    before = state()
    for booth, exhibitor in (("B", "A"), ("A", "B")):
        choice = {
            "booth": world.of[booth]["pavilion booth"].pk,
            "exhibitor": world.of[exhibitor]["exhibitor"].pk,
        }
        got = client.post(reverse("pavilion", args=[world.of["A"]["pavilion"].pk]), choice)
        assert got.status_code == 200
        assert got.context["form"].errors
    assert state() == before


def test_it_lets_those_in_no_more_who_may_not_sign_in(world):
    client = world.client("coordinator of A")
    world.users["coordinator of A"].is_active = False
    world.users["coordinator of A"].save()
    assert answer(client.get(reverse("group", args=[world.of["A"]["group"].pk]))) == LOGIN


def test_it_answers_at_sign_in_pages_as_their_table_says(world, subtests):
    before = state()
    for name, answers in ACCOUNT.items():
        path = reverse(name, args=ACCOUNT_ARGS.get(name))
        for role, (get, post) in {"anonymous": answers[:2], "nobody": answers[2:]}.items():
            client = world.client(role)
            with subtests.test(address=name, role=role):
                assert answer(client.get(path)) == get
                assert answer(client.post(path)) == post
    assert state() == before


class TestAnInvitation:
    """Its secret serves for a time, and once."""

    def test_it_is_gone_where_the_secret_is_wrong_or_too_old(self, world):
        path = reverse("invitation", args=[invite(world, "nobody")])
        client = world.client("nobody")
        wrong = plain(client.get(reverse("invitation", args=["wrong"])))
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert plain(client.get(path)) == wrong
        assert wrong[0] == 410
        before = state()
        assert client.post(path).status_code == 410
        assert state() == before

    def test_it_is_taken_on_once(self, world):
        path = reverse("invitation", args=[invite(world, "nobody")])
        client = world.client("nobody")
        assert answer(client.post(path)) == GO
        before = state()
        assert client.post(path).status_code == 410
        assert state() == before


def test_it_has_no_page_of_sent_mail_outside_the_demo():
    assert not settings.DEMO
    assert not [path for path, _name in pages("expo.urls") if "demo" in path]
    assert [path for path, _name in pages() if "demo" in path]
    assert resolve("/en/").url_name == "front"
