"""Whoever wants to meet an exhibitor comes from its page to a need, or hears who asks for meetings."""

import pytest
from bs4 import BeautifulSoup

from expo.fair.models import Role
from tests import factories as make


@pytest.fixture
def edition(db):
    return make.EditionFactory()


@pytest.fixture
def coordinator(edition):
    user = make.UserFactory()
    make.RoleFactory(edition=edition, user=user, kind=Role.Kind.COORDINATOR)
    return user


@pytest.fixture
def group(edition, coordinator):
    return make.BuyerGroupFactory(edition=edition, coordinator=coordinator)


@pytest.fixture
def host(edition):
    return make.ExhibitorFactory(edition=edition, approved=True)


@pytest.fixture
def page(client, coordinator, host):
    """Open the page as the coordinator."""

    def opened(user=coordinator):
        client.force_login(user)
        return BeautifulSoup(client.get(f"/en/workspace/exhibitors/{host.pk}/ask/").content, "html.parser")

    return opened


def need(group, text="Durians"):
    return make.NeedFactory(delegate=make.DelegateFactory(group=group), text=text)


def test_a_coordinator_asks_because_of_a_need(page, group, host):
    wanted = need(group)
    assert page().select(f'a[href="/en/workspace/needs/{wanted.pk}/ask/{host.pk}/"]')


def test_the_needs_that_the_exhibitor_fits_come_first(page, group, host):
    need(group, "Steel")
    make.MatchFactory(need=need(group, "Durians"), exhibitor=host, score=0.83)
    rows = [row.get_text(" ", strip=True) for row in page().select("tbody tr")]
    assert rows[0].startswith("Durians")
    assert "fits 83 %" in rows[0]
    assert rows[1].startswith("Steel")


def test_a_match_of_an_earlier_run_does_not_count(page, group, host):
    make.MatchFactory(need=need(group), exhibitor=host, run=make.RunFactory())
    assert "fits" not in page().select_one("tbody").text


def test_a_delegate_who_asked_already_does_not_ask_again(page, group, host):
    wanted = need(group)
    make.RequestFactory(delegate=wanted.delegate, exhibitor=host)
    row = page().select_one("tbody tr")
    assert "A meeting is asked for." in row.text
    assert not row.select('a[href*="/ask/"]')


def test_a_delegate_who_was_declined_may_ask_again(page, group, host):
    wanted = need(group)
    make.RequestFactory(delegate=wanted.delegate, exhibitor=host, declined=True)
    assert page().select_one("tbody tr").select('a[href*="/ask/"]')


def test_it_shows_nothing_of_other_groups(page, group, edition):
    need(group, "Mine")
    need(make.BuyerGroupFactory(edition=edition), "Not mine")
    assert [row.th.text for row in page().select("tbody tr")] == ["Mine"]


def test_needs_come_in_pages(page, group):
    delegate = make.DelegateFactory(group=group)
    make.NeedFactory.create_batch(25, delegate=delegate)
    assert len(page().select("tbody tr")) == 24


def test_a_coordinator_without_needs_is_led_to_the_groups(page, group):
    assert page().select_one(".empty a")["href"] == "/en/workspace/"


def test_others_hear_who_asks_for_meetings(page, host):
    assert "Coordinators of buyer groups ask for meetings" in page(make.UserFactory()).text


def test_a_registration_that_is_not_public_can_not_be_asked(client, coordinator, edition):
    client.force_login(coordinator)
    draft = make.ExhibitorFactory(edition=edition)
    assert client.get(f"/en/workspace/exhibitors/{draft.pk}/ask/").status_code == 404
