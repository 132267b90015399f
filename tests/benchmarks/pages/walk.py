"""Which pages there are for whom: one of each kind that links lead to, found by following them."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.db.models import Count
from django.test import Client

from expo.desk.sample.sign_ins import COORDINATOR, EXHIBITOR, ORGANISER, PAVILION
from expo.fair.models import Hall
from expo.people.models import User

STARTS = {
    "visitor": (None, "/en/"),
    "exhibitor": (EXHIBITOR, "/en/workspace/"),
    "coordinator": (COORDINATOR, "/en/workspace/"),
    "pavilion organiser": (PAVILION, "/en/workspace/"),
    "organiser": (ORGANISER, "/admin/"),
}
# In the admin the lists and what they lead to at once; elsewhere everything but files and the other languages.
ENDS = re.compile(r"/logout/|\.ics$|/zh-hans/|/static/|/pictures/|/demo/|^/api/|^/admin/\w+/\w+/.")


def client_of(role: str) -> Client:
    """Return a client that is signed in as the sample's user of this role."""
    client = Client(headers={"host": "127.0.0.1"})
    email, _start = STARTS[role]
    if email:
        client.force_login(User.objects.get(email=email))
    return client


def pages(role: str, client: Client) -> Iterator[tuple[str, str]]:
    """Yield each page's kind (its path with numbers and codes left out) and an address of it; the fullest hall's."""
    waiting, seen = deque([STARTS[role][1]]), set()
    fullest = f"/en/plan/{Hall.objects.annotate(number=Count('booths')).latest('number').pk}/"
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        address = fullest if kind == kind_of(fullest) else address
        if kind in seen or ENDS.search(address.split("?")[0]):
            continue
        seen.add(kind)
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            yield kind, address
            waiting.extend(links(answer.content, address))


def links(content: bytes, address: str) -> list[str]:
    """Return the site's own addresses that a page links to."""
    hrefs = (each["href"] for each in BeautifulSoup(content, "html.parser").select("a[href]"))
    absolute = (urljoin(address, str(href)).split("#")[0] for href in hrefs)
    return [each for each in absolute if each.startswith("/")]


def kind_of(address: str) -> str:
    """Return the path without numbers, codes and questions."""
    path = address.split("?", maxsplit=1)[0]
    return re.sub(r"(economies|zones|sections)/[^/]+/", r"\1/…/", re.sub(r"\d+", "N", path))
