"""The organiser's first page."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exhibitors.states import Claim
from expo.desk.dashboard.shapes import list_of
from expo.notifications.models import Delivery
from tests import factories as make
from tests.admin import makers


def fill(edition):
    make.ExhibitorFactory(edition=edition, submitted=True)
    make.ExhibitorFactory(edition=edition, approved=True)
    makers.exhibitor(edition)
    makers.meeting(edition)
    make.RequestFactory(accepted=True, delegate=makers.delegate(edition))
    make.BoothFactory(edition=edition)
    make.BoothClaimFactory(
        booth__edition=edition, state=Claim.OFFERED, answer_by=timezone.now() + timedelta(hours=5)
    )
    Delivery.objects.create(notification=makers.notification(edition), state="failed")


def board(client):
    return client.get(reverse("admin:index")).context["board"]


def figure(board, title):
    return next(each for _, row in board.rows for each in row if each.title == title)


def test_it_makes_a_fixed_number_of_queries(edition, as_organiser):
    fill(edition)
    anew = {"anew": 1}
    as_organiser.get(reverse("admin:index"), anew)
    with CaptureQueriesContext(connection) as once:
        as_organiser.get(reverse("admin:index"), anew)
    for _ in range(6):
        fill(edition)
    with CaptureQueriesContext(connection) as often:
        as_organiser.get(reverse("admin:index"), anew)
    # Where a list is longer than what is shown of it, one query counts it.
    assert len(often) <= len(once) + 5
    assert len(often) <= 30


def test_it_counts_how_full_the_fair_is(edition, as_organiser):
    fill(edition)
    counted = board(as_organiser)
    assert figure(counted, "Booths let").value == 2
    assert figure(counted, "Booths offered").value == 1
    assert figure(counted, "Booths free").value == 1
    assert figure(counted, "Booths free").note == "9 of 36 m²"
    assert figure(counted, "Submitted").value == 1
    assert figure(counted, "Meetings fixed").value == 1
    assert figure(counted, "Messages given up").value == 1


def test_it_lists_proposals_that_wait_to_be_decided(edition, as_organiser):
    make.AllocationFactory(edition=edition)
    make.ProposalFactory(edition=edition)
    todo = {each.title: each for each in board(as_organiser).todo}
    for title in ("Proposed booths to decide", "Proposed timetables to decide"):
        assert todo[title].count == 1
        assert as_organiser.get(todo[title].href).status_code == 200
        assert as_organiser.get(todo[title].rows[0][2]).status_code == 200


def test_it_lists_what_waits_for_the_organiser(edition, as_organiser):
    fill(edition)
    todo = {each.title: each for each in board(as_organiser).todo}
    assert todo["Registrations to decide"].count == 1
    assert todo["Offers about to lapse"].count == 1
    assert todo["Accepted requests without a time"].count == 1
    assert todo["Messages that could not be sent"].count == 1
    for each in todo.values():
        assert as_organiser.get(each.href).status_code == 200
        assert as_organiser.get(each.rows[0][2]).status_code == 200


def test_it_counts_an_offer_that_has_ended_as_free(edition, as_organiser):
    make.BoothClaimFactory(
        booth__edition=edition, state=Claim.OFFERED, answer_by=timezone.now() - timedelta(hours=1)
    )
    assert figure(board(as_organiser), "Booths free").value == 1


class TestItIsKeptForAMinute:
    def test_and_says_as_of_when(self, edition, as_organiser):
        counted = board(as_organiser)
        make.BoothFactory(edition=edition)
        page = as_organiser.get(reverse("admin:index"))
        assert page.context["board"] == counted
        time = timezone.localtime(counted.counted_at, edition.zone)
        assert f"as of {time:%H:%M:%S}" in page.content.decode()

    def test_and_counted_anew_on_request(self, edition, as_organiser):
        before = figure(board(as_organiser), "Booths free").value
        make.BoothFactory(edition=edition)
        page = as_organiser.get(reverse("admin:index"), {"anew": 1})
        assert figure(page.context["board"], "Booths free").value == before + 1
        assert board(as_organiser) == page.context["board"]

    def test_and_counted_anew_after_an_act_in_the_admin(self, edition, as_organiser):
        counted = board(as_organiser)
        as_organiser.post(reverse("admin:exhibitors_exhibitor_changelist"), {})
        assert board(as_organiser).counted_at > counted.counted_at

    def test_and_each_time_where_redis_is_away(self, edition, as_organiser, settings):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "unix:///nowhere/redis.sock",
            }
        }
        before = figure(board(as_organiser), "Booths free").value
        make.BoothFactory(edition=edition)
        assert figure(board(as_organiser), "Booths free").value == before + 1


def test_it_links_every_figure_to_its_rows(edition, as_organiser):
    fill(edition)
    for _, row in board(as_organiser).rows:
        for each in row:
            response = as_organiser.get(each.href)
            assert response.status_code == 200, each.href
            if isinstance(each.value, int) and "Runs" not in each.title:
                assert response.context["cl"].result_count == each.value, each.title


def test_it_shows_another_edition_on_request_and_none_of_others(edition, as_superuser, as_organiser):
    others = make.EditionFactory()
    page = as_organiser.get(reverse("admin:index"), {"edition": others.pk})
    assert page.context["board_edition"] == edition


def test_it_says_so_where_there_is_no_edition(client, db):
    client.force_login(make.UserFactory(is_staff=True))
    assert "organise any edition" in client.get(reverse("admin:index")).content.decode()


def test_it_has_a_sidebar_by_noun(edition, as_organiser):
    groups = as_organiser.get(reverse("admin:index")).context["sidebar_navigation"]
    links = [item["link"] for group in groups for item in group["items"]]
    assert reverse("admin:exhibitors_exhibitor_changelist") in links
    assert all(as_organiser.get(link).status_code == 200 for link in links)


def test_what_it_counts_of_booths_adds_up(edition, as_organiser):
    fill(edition)
    make.BoothClaimFactory(booth__edition=edition, state=Claim.HELD)
    make.BoothClaimFactory(
        booth__edition=edition, state=Claim.OFFERED, answer_by=timezone.now() - timedelta(hours=1)
    )
    counted = board(as_organiser)
    titles = ("Booths let", "Booths offered", "Booths held", "Booths free")
    assert [figure(counted, title).value for title in titles] == [2, 1, 1, 2]
    for title in titles:
        rows = as_organiser.get(figure(counted, title).href).context["cl"]
        assert rows.result_count == figure(counted, title).value, title


def test_every_list_of_what_waits_leads_to_all_that_it_counts(edition, as_organiser):
    for _ in range(2):
        fill(edition)
    todo = {each.title: each for each in board(as_organiser).todo}
    for title in (
        "Registrations to decide",
        "Approved, without a booth",
        "Offers about to lapse",
        "Accepted requests without a time",
    ):
        assert as_organiser.get(todo[title].href).context["cl"].result_count == todo[title].count, title


def test_it_warns_of_no_offer_that_has_lapsed(edition, as_organiser):
    make.BoothClaimFactory(
        booth__edition=edition, state=Claim.OFFERED, answer_by=timezone.now() - timedelta(hours=1)
    )
    assert "Offers about to lapse" not in {each.title for each in board(as_organiser).todo if each.count}


def test_the_lists_of_claims_count_a_lapsed_offer_among_what_has_ended(edition, as_organiser):
    make.BoothClaimFactory(
        booth__edition=edition, state=Claim.OFFERED, answer_by=timezone.now() - timedelta(hours=1)
    )
    make.BoothClaimFactory(
        booth__edition=edition, state=Claim.OFFERED, answer_by=timezone.now() + timedelta(days=9)
    )
    counts = {
        which: as_organiser.get(list_of("exhibitors.boothclaim", which=which)).context["cl"].result_count
        for which in ("active", "offered", "lapsing", "ended", "all")
    }
    assert counts == {"active": 1, "offered": 1, "lapsing": 0, "ended": 1, "all": 2}


def test_parts_are_rounded_to_the_nearest_percent(edition, as_organiser):
    make.PavilionFactory(edition=edition, area=90, area_let=61)
    assert [each.value for each in board(as_organiser).pavilions] == ["68 %"]


def test_large_numbers_are_written_as_people_read_them(edition, as_organiser):
    make.ExhibitorFactory(edition=edition, submitted=True, booth_kind="raw", booth_area=4_500)
    page = as_organiser.get(reverse("admin:index"), {"anew": 1}).content.decode()
    assert "wishing for 4,500 m²" in page
