"""The matching run: which exhibitors fit a need, and why."""

import pytest
from django.urls import reverse
from django.utils import translation

from buyers import tasks
from buyers.match_needs import match_one
from buyers.models import Match
from buyers.reasons import Names, why_matched
from buyers.recommended import matches_of
from exhibitors.models import Exhibitor
from expo.fair.models import CurrentRun
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests import factories as make


@pytest.fixture
def match(edition, organiser):
    def matched():
        run = tasks.start(tasks.MATCHING, edition, actor=organiser)
        work_on(run.pk)
        run.refresh_from_db()
        assert run.state == Run.State.DONE, run.error
        return run

    return matched


@pytest.fixture
def need(delegate):
    return make.NeedFactory(delegate=delegate, text="Fresh durians for shops", hs_codes=["081060"])


def grower(edition, state="approved", **product):
    """An exhibitor with one product."""
    row = make.ExhibitorFactory(edition=edition, state=state)
    make.ProductFactory(exhibitor=row, **product)
    return row


def found(need):
    return [each.exhibitor for each in matches_of(need)]


def test_it_finds_who_fits_best_first(match, need, edition):
    near = grower(edition, name="Dried durian", hs_code="0813")
    best = grower(edition, name="Fresh durians", hs_code="081060")
    grower(edition, name="Steel pipes", hs_code="730419")
    run = match()
    assert found(need) == [best, near]
    assert (run.outcome["needs"], run.outcome["matches"]) == (1, 2)
    assert [each.rank for each in matches_of(need)] == [1, 2]


def test_it_leaves_out_who_lacks_a_certificate_that_is_required(match, need, edition):
    need.certificates_required = ["halal"]
    need.save()
    grower(edition, certificates=["gmp"])
    halal = grower(edition, certificates=["halal", "gmp"])
    match()
    assert found(need) == [halal]


@pytest.mark.parametrize("state", ["draft", "submitted", "changes-requested", "rejected", "withdrawn"])
def test_it_finds_approved_exhibitors_alone(state, match, need, edition):
    grower(edition, state=state)
    match()
    assert found(need) == []


def test_it_stays_within_its_edition(match, need):
    grower(make.EditionFactory())
    elsewhere = make.NeedFactory()
    match()
    assert found(need) == []
    assert not elsewhere.matches.exists()


def test_it_shows_nobody_any_more_who_has_left(match, need, edition):
    row = grower(edition)
    match()
    Exhibitor.objects.filter(pk=row.pk).update(state="withdrawn")
    assert found(need) == []


def test_it_says_why_in_words(match, need, edition, coordinator, client):
    make.SectorFactory(code="fresh-fruit", name="Fresh fruit", names={"zh-hans": "鲜果"})
    need.sectors.add("fresh-fruit")
    need.certificates_required = ["halal"]
    need.save()
    row = grower(edition, certificates=["halal"], name="Fresh durians")
    row.products.get().sectors.add("fresh-fruit")
    match()
    client.force_login(coordinator)
    page = client.get(need.get_absolute_url()).content.decode()
    for sentence in (
        "Same HS subheading 081060",
        "Sector: Fresh fruit",
        "Certified as you ask: Halal",
        "of your 3 terms",
    ):
        assert sentence in page
    with translation.override("zh-hans"):
        texts = [each["text"] for each in why_matched(matches_of(need).get().reasons, Names())]
    assert any("鲜果" in text for text in texts)


def test_it_shares_the_score_out_among_the_reasons(match, need, edition):
    grower(edition, name="Fresh durians")
    match()
    row = matches_of(need).get()
    assert 0 < row.score <= 1
    assert sum(reason["share"] for reason in row.reasons) == pytest.approx(row.score)


def test_it_replaces_the_last_run_at_once(match, need, edition):
    first = match()
    row = grower(edition)
    assert found(need) == []
    second = match()
    assert found(need) == [row]
    assert CurrentRun.objects.get(edition=edition).run == second != first


class TestOneNeed:
    def test_it_is_matched_anew_alone(self, match, need, delegate, edition):
        other = make.NeedFactory(delegate=delegate, text="Fresh durians")
        row = grower(edition, name="Fresh durians")
        match()
        late = grower(edition, name="Fresh durians")
        before = list(Match.objects.filter(need=other).values())
        assert match_one(need) is True
        assert set(found(need)) == {row, late}
        assert list(Match.objects.filter(need=other).values()) == before

    def test_it_waits_for_the_first_run(self, need, edition):
        grower(edition)
        assert match_one(need) is False
        assert not Match.objects.exists()

    def test_it_is_matched_as_soon_as_it_is_changed(self, match, need, edition, coordinator, client):
        grower(edition, name="Fresh durians", hs_code="081060")
        pipes = grower(edition, name="Steel pipes", hs_code="730419")
        match()
        client.force_login(coordinator)
        fields = {"text": "Steel pipes", "hs_codes": "7304.19"}
        client.post(reverse("need-edit", args=[need.pk]), fields)
        assert found(need) == [pipes]

    def test_it_is_matched_as_soon_as_it_is_entered(self, match, delegate, edition, coordinator, client):
        row = grower(edition, name="Fresh durians")
        match()
        client.force_login(coordinator)
        client.post(reverse("need-add", args=[delegate.pk]), {"text": "Fresh durians", "hs_codes": "0810"})
        assert found(delegate.needs.get()) == [row]


def test_who_takes_orders_of_this_size_comes_first_and_the_page_says_so(match, need, edition):
    need.order_size, need.order_unit = 2, "t"
    need.save()
    large = grower(edition, name="Fresh durians", hs_code="081060", least_order=20, order_unit="t")
    fitting = grower(
        edition, name="Fresh durians", hs_code="081060", least_order=500, most_order=9000, order_unit="kg"
    )
    silent = grower(edition, name="Fresh durians", hs_code="081060")
    match()
    assert found(need) == [fitting, large, silent]
    said = [why_matched(each.reasons, Names()) for each in matches_of(need)]
    assert "Takes orders of your size" in str(said[0])
    assert "Takes orders of nearly your size" in str(said[1])
