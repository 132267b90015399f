"""A need may be a whole specification: its own page shows all of it, lists name it by its beginning."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from rest_framework.test import APIClient

from tests import factories as make

LONG = "Fresh durians for shops, " + "ripe and sorted by size, " * 78 + "twice a week."
END = LONG[-20:]


@pytest.fixture
def need(delegate):
    return make.NeedFactory(delegate=delegate, text=LONG)


@pytest.fixture
def opened(client):
    def open_as(user, address):
        client.force_login(user)
        return BeautifulSoup(client.get(address).content, "html.parser")

    return open_as


def test_a_coordinator_states_it_in_up_to_two_thousand_characters(client, coordinator, delegate):
    assert 1950 < len(LONG) <= 2000
    client.force_login(coordinator)
    client.post(reverse("need-add", args=[delegate.pk]), {"text": LONG})
    assert delegate.needs.get().text == LONG


def test_a_line_break_is_one_of_them_as_the_browser_counts(client, coordinator, delegate):
    lines = "\r\n".join(["Fresh durians" * 15] * 10)
    client.force_login(coordinator)
    text = lines + "x" * (2000 - len(lines.replace("\r\n", "\n")))
    assert len(text) > 2000
    client.post(reverse("need-add", args=[delegate.pk]), {"text": text})
    assert delegate.needs.get().text == text.replace("\r\n", "\n")


@pytest.mark.parametrize(("text", "status"), [(LONG, 201), ("x" * 2000, 201), ("x" * 2001, 400)])
def test_so_does_a_program(text, status, coordinator, delegate):
    client = APIClient()
    client.force_login(coordinator)
    wish = {"delegate": delegate.pk, "text": text}
    assert client.post("/api/v1/needs/", wish, format="json").status_code == status


def test_its_own_page_shows_all_of_it(need, opened, coordinator):
    page = opened(coordinator, need.get_absolute_url())
    assert len(page.h1.text) <= 100
    assert page.select_one(".lead").text == LONG


def test_a_short_one_is_its_own_title(delegate, opened, coordinator):
    page = opened(coordinator, make.NeedFactory(delegate=delegate, text="Durians").get_absolute_url())
    assert page.h1.text == "Durians"
    assert not page.select(".lead")


def test_lists_name_it_by_its_beginning(need, opened, coordinator, admin_user):
    for user, address in [
        (coordinator, need.delegate.group.get_absolute_url()),
        (admin_user, reverse("admin:buyers_sourcingneed_changelist")),
    ]:
        page = opened(user, address).text
        assert LONG[:50] in page
        assert END not in page


def test_an_exhibitor_reads_all_of_it_on_demand(need, opened, exhibitor, member):
    make.MatchFactory(need=need, exhibitor=exhibitor)
    page = opened(member, reverse("interested", args=[exhibitor.pk]))
    assert END not in page.h2.text
    assert END in page.select_one("article details").text
    make.RequestFactory(need=need, delegate=need.delegate, exhibitor=exhibitor)
    page = opened(member, reverse("requests"))
    assert END in page.select_one("article details").text
