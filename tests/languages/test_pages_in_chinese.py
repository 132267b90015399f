"""The public pages of the sample fair in Chinese: what the fair itself says there is Chinese, to the last citation."""

import re
from collections import deque
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from buyers.models import BuyerGroup
from exhibitors.models import Company, Exhibitor, Product
from expo.people.languages import SPOKEN
from expo.people.models import Person
from tests.languages.test_texts import shown

pytestmark = pytest.mark.slow  # some three hundred pages

START = "/zh-hans/"
LEFT_OUT = re.compile(r"/(accounts|components)/|\.\w+$")  # of no sample rows; files
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
ADDRESS = re.compile(r"https?://\S+|\b[a-z.]+\.(?:cn|org|vn)\b|Asia/Shanghai")
CODE = re.compile(r"\b[A-Z]{1,2}(-?\d+)?\b")  # of halls, booths and economies
# Certificates, agreements, classifications, units and keys go by their abbreviations everywhere.
USED_AS_THEY_ARE = {"RCEP", "HS", "API", "ISO", "CE", "GMP", "HACCP", "GLOBALG", "IT", "VR", "Ctrl"}
# What exhibitors and buyer groups wrote themselves stands in their words, with an English line beside.
THEIR_OWN = {
    Company: ["name", "name_en", "city"],
    Exhibitor: ["about", "about_en"],
    Product: ["name", "name_en", "description"],
    BuyerGroup: ["name", "organised_by"],
    Person: ["name", "latin_name"],
}


@pytest.fixture
def _sample_fair(db):
    call_command("seed", "--size", "small", verbosity=0)


def their_own_words():
    """All that is written by exhibitors and buyers, and the languages by their own names; the longest first."""
    texts = {name for _code, name in SPOKEN} | {
        " ".join(line.split())
        for model, columns in THEIR_OWN.items()
        for row in model.objects.values_list(*columns)
        for text in row
        for line in text.splitlines()
    }
    return sorted(texts, key=len, reverse=True)


def pages(client):
    """Every page that links lead to from the front page, each address once, whatever is asked there."""
    waiting, seen = deque([START]), set()
    while waiting:
        path = waiting.popleft()
        if path in seen or not path.startswith(START) or LEFT_OUT.search(path):
            continue
        seen.add(path)
        answer = client.get(path, headers={"accept-language": "zh-CN"})
        assert answer.status_code in {200, 302}, path
        if answer.status_code == 200:
            yield path, answer.content.decode()
            links = BeautifulSoup(answer.content, "html.parser").select("a[href]")
            waiting.extend(re.sub("[?#].*", "", urljoin(path, link["href"])) for link in links)


def is_foreign(text, own):
    """Whether a text has Latin words that are nobody's own."""
    if not LATIN.search(text) or any(text in each for each in own):  # signs show a part of a name
        return False
    for each in own:
        text = text.replace(each, "")
    return bool(set(LATIN.findall(CODE.sub("", ADDRESS.sub("", text)))) - USED_AS_THEY_ARE)


@pytest.mark.usefixtures("_sample_fair")
def test_they_leave_nothing_in_english(client):
    found = {" ".join(text.split()): path for path, page in pages(client) for text in shown(page)}
    own = their_own_words()
    left = [f"{path}: {text}" for text, path in found.items() if is_foreign(text, own)]
    assert not left, "\n".join(left)
