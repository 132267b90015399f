"""What a coordinator thinks of a match: it stays when the matching runs anew."""

import re

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from buyers import tasks
from buyers.acts import verdicts
from buyers.models import MatchVerdict
from buyers.recommended import current_matches, matches_of
from exhibitors.models import Exhibitor
from expo.common.acts import Refused
from expo.runs.tasks import work_on
from tests import factories as make


@pytest.fixture
def match(delegate):
    return make.MatchFactory(need=make.NeedFactory(delegate=delegate))


def test_who_is_not_for_us_leaves_the_list_and_stays_away(match, coordinator):
    verdicts.judge(match.need, match.exhibitor, is_good=False, actor=coordinator)
    assert list(matches_of(match.need)) == []
    make.MatchFactory(need=match.need, exhibitor=match.exhibitor, run=make.RunFactory())
    assert list(matches_of(match.need)) == []


def test_the_exhibitor_no_longer_sees_a_buyer_who_turned_it_down(match, coordinator):
    verdicts.judge(match.need, match.exhibitor, is_good=False, actor=coordinator)
    assert not current_matches().filter(exhibitor=match.exhibitor).exists()


def test_it_is_about_one_need_alone(match, coordinator):
    other = make.MatchFactory(need=make.NeedFactory(delegate=match.need.delegate), exhibitor=match.exhibitor)
    verdicts.judge(match.need, match.exhibitor, is_good=False, actor=coordinator)
    assert list(matches_of(other.need)) == [other]


def test_it_keeps_what_each_signal_added_when_it_was_given(match, coordinator):
    verdicts.judge(match.need, match.exhibitor, is_good=True, actor=coordinator)
    match.delete()
    verdicts.judge(match.need, match.exhibitor, is_good=False, actor=coordinator)
    kept = MatchVerdict.objects.get()
    assert (kept.is_good, kept.signals, kept.given_by) == (False, {"hs": 1.0}, coordinator)


def test_it_can_be_taken_back(match, coordinator):
    verdicts.judge(match.need, match.exhibitor, is_good=False, actor=coordinator)
    verdicts.take_back(match.need, match.exhibitor, actor=coordinator)
    assert list(matches_of(match.need)) == [match]


def test_nobody_judges_an_exhibitor_of_another_edition(match, coordinator):
    with pytest.raises(Refused):
        verdicts.judge(match.need, make.ExhibitorFactory(approved=True), is_good=True, actor=coordinator)


class TestPage:
    def test_it_offers_both_and_lists_who_was_left_out(self, match, coordinator, client):
        client.force_login(coordinator)
        judge = reverse("judge", args=[match.need.pk, match.exhibitor.pk])
        page = client.post(judge, {"verdict": "good"}, follow=True)
        assert 'value="none" aria-pressed="true"' in page.content.decode()
        page = client.post(judge, {"verdict": "not-for-us"}, follow=True)
        assert "List it again" in page.content.decode()
        page = client.post(judge, {"verdict": "none"}, follow=True)
        assert 'value="good" aria-pressed="false"' in page.content.decode()

    def test_it_takes_no_other_word(self, match, coordinator, client):
        client.force_login(coordinator)
        client.post(reverse("judge", args=[match.need.pk, match.exhibitor.pk]), {"verdict": "perhaps"})
        assert not MatchVerdict.objects.exists()

    def test_it_does_not_offer_to_list_again_who_has_left(self, match, coordinator, client):
        make.VerdictFactory(need=match.need, exhibitor=match.exhibitor, is_good=False)
        Exhibitor.objects.filter(pk=match.exhibitor.pk).update(state="withdrawn")
        client.force_login(coordinator)
        assert "List it again" not in client.get(match.need.get_absolute_url()).content.decode()


@pytest.fixture
def twelve(delegate, coordinator, client):
    """The matches of a need whose list has a second page."""
    need = make.NeedFactory(delegate=delegate)
    client.force_login(coordinator)
    return [make.MatchFactory(need=need, rank=rank) for rank in range(1, 13)]


def forms_on(client, need, page):
    """Where the forms of a page of the list lead."""
    shown = client.get(need.get_absolute_url(), {"page": page}).content.decode()
    return re.findall(r'action="([^"]+/judge/[^"]*)"', shown)


class TestWhereTheReaderGoesOn:
    @pytest.mark.parametrize("verdict", ["good", "none"])
    def test_at_the_row_on_its_page(self, verdict, twelve, client):
        need, eleventh = twelve[10].need, twelve[10].exhibitor
        answer = client.post(forms_on(client, need, 2)[0], {"verdict": verdict})
        assert answer.url == f"{need.get_absolute_url()}?page=2#match-{eleventh.pk}"
        shown = client.get(answer.url).content.decode()
        assert f'id="match-{eleventh.pk}"' in shown

    def test_at_the_next_row_where_one_has_left(self, twelve, client):
        need = twelve[10].need
        answer = client.post(forms_on(client, need, 2)[0], {"verdict": "not-for-us"})
        assert answer.url == f"{need.get_absolute_url()}?page=2#match-{twelve[11].exhibitor.pk}"
        answer = client.post(forms_on(client, need, 2)[0], {"verdict": "not-for-us"})
        assert answer.url == f"{need.get_absolute_url()}#match-{twelve[9].exhibitor.pk}"

    def test_at_the_row_that_is_listed_again(self, twelve, client):
        need, eleventh = twelve[10].need, twelve[10].exhibitor
        make.VerdictFactory(need=need, exhibitor=eleventh, is_good=False)
        answer = client.post(forms_on(client, need, 2)[-1], {"verdict": "none"})
        assert answer.url == f"{need.get_absolute_url()}?page=2#match-{eleventh.pk}"

    def test_on_the_page_where_they_were_where_there_is_no_row(self, twelve, client):
        need = twelve[10].need
        gone = make.ExhibitorFactory(edition=twelve[0].exhibitor.edition, approved=True)
        make.VerdictFactory(need=need, exhibitor=gone, is_good=False)
        answer = client.post(forms_on(client, need, 2)[-1], {"verdict": "none"})
        assert answer.url == f"{need.get_absolute_url()}?page=2#not-for-us"


@pytest.fixture
def turned_down(delegate, organiser):
    """A need, and an exhibitor that was not for it when all was matched."""
    edition = delegate.group.edition
    need = make.NeedFactory(delegate=delegate, text="Fresh durians", hs_codes=["081060"])
    exhibitor = make.ExhibitorFactory(edition=edition, approved=True)
    make.ProductFactory(exhibitor=exhibitor, name="Fresh durians", hs_code="081060")
    make.VerdictFactory(need=need, exhibitor=exhibitor, is_good=False)
    work_on(tasks.start(tasks.MATCHING, edition, actor=organiser).pk)
    assert not matches_of(need).exists()
    return need, exhibitor


class TestListingAgainAfterARun:
    def test_on_the_page_it_is_there_at_once(self, turned_down, coordinator, client):
        need, exhibitor = turned_down
        client.force_login(coordinator)
        client.post(reverse("judge", args=[need.pk, exhibitor.pk]), {"verdict": "none"})
        assert [match.exhibitor for match in matches_of(need)] == [exhibitor]

    def test_what_was_called_good_is_not_matched_anew(self, match, coordinator, client):
        client.force_login(coordinator)
        judge = reverse("judge", args=[match.need.pk, match.exhibitor.pk])
        client.post(judge, {"verdict": "good"})
        client.post(judge, {"verdict": "none"})
        assert list(matches_of(match.need)) == [match]

    def test_in_the_api_too(self, turned_down, coordinator):
        need, exhibitor = turned_down
        client = APIClient()
        client.force_login(coordinator)
        body = {"exhibitor": exhibitor.pk, "verdict": "none"}
        assert client.post(f"/api/v1/needs/{need.pk}/judge/", body, format="json").status_code == 204
        assert [match.exhibitor for match in matches_of(need)] == [exhibitor]


class TestApi:
    @pytest.mark.parametrize(("word", "listed"), [("good", 1), ("not-for-us", 0), ("none", 1)])
    def test_it_takes_the_same_words(self, word, listed, match, coordinator):
        client = APIClient()
        client.force_login(coordinator)
        body = {"exhibitor": match.exhibitor.pk, "verdict": word}
        assert client.post(f"/api/v1/needs/{match.need.pk}/judge/", body, format="json").status_code == 204
        found = client.get(f"/api/v1/needs/{match.need.pk}/matches/").json()
        assert len(found["results"]) == listed
