"""What browsers and caches are told with every page, and that pages need nothing from elsewhere."""

import re
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.pages.test_who_may import ACCOUNT, ACCOUNT_ARGS, TABLE, address, label, may, sides_of
from tests.pages.world import ROLES

ASSETS = {
    "script": ["src"],
    "link": ["href"],
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "iframe": ["src"],
    "object": ["data"],
    "embed": ["src"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "use": ["href", "xlink:href"],
    "image": ["href", "xlink:href"],
    "form": ["action"],
}
OWN = re.compile(r"(?!//)[/?#]|data:image/")


def faults(content):
    """What in a page a strict policy would stop, or what would tell somebody else who reads it."""
    page = BeautifulSoup(content, "html.parser")
    for tag in page.find_all(True):
        if tag.name == "style" or (tag.name == "script" and not tag.get("src")):
            yield f"<{tag.name}> with content"
        yield from (f"{tag.name} {name}" for name in tag.attrs if name == "style" or name.startswith("on"))
        for name in ASSETS.get(tag.name, []):
            is_fetched = "alternate" not in tag.get("rel", [])  # which search engines want with the host
            if tag.get(name) and is_fetched and not OWN.match(tag[name]):
                yield f"{tag.name} from {tag[name]}"
        if str(tag.get("href", "")).strip().lower().startswith("javascript:"):
            yield f"{tag.name} runs a script"


def shown(world, roles=ROLES):
    """Each page and each role that sees it: the page's name, the role and what it is answered."""
    clients = {role: world.client(role) for role in roles}
    for row, role in product(TABLE, roles):
        side = next((side for side in sides_of(row) if may(row.seen_by, role, side)), None)
        if side is not None:
            yield label(row), role, clients[role].get(address(world, row, side))
    for name, answers in ACCOUNT.items():
        for role, answer in (("anonymous", answers[0]), ("nobody", answers[2])):
            if answer == 200 and role in clients:
                yield name, role, clients[role].get(reverse(name, args=ACCOUNT_ARGS.get(name)))


def test_it_has_nothing_inline_and_nothing_from_elsewhere(world, subtests):
    for name, role, got in shown(world):
        if got["Content-Type"].startswith("text/html"):
            with subtests.test(page=name, role=role):
                assert list(faults(got.content)) == []


def test_it_sends_a_strict_policy_with_every_page(world):
    for name, role, got in shown(world):
        if role in {"anonymous", "nobody"}:
            headers = got.headers
            policy = headers["Content-Security-Policy"]
            assert "unsafe" not in policy, name
            assert "*" not in policy, name
            assert "default-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["Referrer-Policy"] == "same-origin"


def test_it_sends_the_policy_with_refusals_too(world):
    assert "unsafe" not in world.client("anonymous").get("/en/nowhere/")["Content-Security-Policy"]
    assert "unsafe" not in world.client("nobody").get("/en/workspace/")["Content-Security-Policy"]


def test_it_lets_shared_caches_keep_nothing_that_somebody_signed_in_sees(world):
    for name, role, got in shown(world):
        if role not in {"anonymous", "organiser elsewhere"}:
            headers = got.headers
            assert {"private", "no-store"} & set(re.split(r"[,\s]+", headers["Cache-Control"])), name
            assert "Cookie" in headers["Vary"], name


@pytest.mark.parametrize(
    "bad", ["<p style='x'>", "<p onclick='x'>", "<script>x</script>", "<style>x</style>"]
)
def test_it_sees_what_is_inline(bad):
    assert list(faults(bad))


@pytest.mark.parametrize(
    "bad", ["<img src='https://a.b/c.png'>", "<script src='//a.b/c.js'></script>", "<a href='javascript:x'>"]
)
def test_it_sees_what_is_from_elsewhere(bad):
    assert list(faults(bad))
    assert not list(faults("<img src='/static/a.png'><a href='https://company.example/'>site</a>"))
