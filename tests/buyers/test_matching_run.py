"""The matching run: which exhibitors fit a need, and why."""

import re

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from buyers import match_needs, matching, tasks
from buyers.match_needs import match_one
from buyers.models import Match, SourcingNeed
from buyers.models.weights import weights_of
from buyers.reasons import Names, why_matched
from buyers.recommended import matches_of
from buyers.warm import warm_up
from exhibitors.catalogue import catalogue_of
from exhibitors.models import Exhibitor, Product
from expo.common import shelf
from expo.fair.models import CurrentRun, Nomenclature
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests import factories as make
from tests.faults.together import at_once, held_until_another_waits


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


@pytest.fixture
def both_sides(match, need, edition, delegate):
    """A match with every reason in which one side is spoken to."""
    need.certificates_required, need.order_size, need.order_unit = ["halal"], 2, "t"
    need.save()
    row = grower(edition, name="Fresh durians", hs_code="081060", certificates=["halal"],
                 least_order=1, order_unit="t")  # fmt: skip
    row.markets.add(delegate.group.economy)
    row.wanted_economies.add(delegate.group.economy)
    Nomenclature.objects.create(code="081060", language="en", description="Durians")
    match()
    return row


def test_it_speaks_to_the_buyer_as_you_and_to_the_exhibitor_of_the_buyer(
    both_sides, need, edition, coordinator, client
):
    client.force_login(coordinator)
    page = client.get(need.get_absolute_url()).content.decode()
    for sentence in (
        "of your 3 terms",
        "Your words name HS 081060, which it carries",
        "Certified as you ask: Halal",
        "Serves your market",
        "Takes orders of your size",
        "Wishes to meet buyers like you",
    ):
        assert sentence in page
    member = make.UserFactory()
    both_sides.company.members.add(member)
    client.force_login(member)
    page = client.get(reverse("interested", args=[both_sides.pk])).content.decode()
    for sentence in (
        "of the buyer&#x27;s 3 terms",
        "The buyer&#x27;s words name HS 081060, which you carry",
        "Certified as the buyer asks: Halal",
        "You serve the buyer&#x27;s market",
        "Orders of a size that you take",
        "You wish to meet such buyers",
    ):
        assert sentence in page


def shares(page):
    """What a page says of each reason's share."""
    return [int(share) for share in re.findall(r">adds</span> (\d+) %<", page.content.decode())]


def test_each_reason_says_how_much_it_adds_to_both_sides(both_sides, need, coordinator, client):
    row = matches_of(need).get()
    told = [each["share"] for each in why_matched(row.reasons, Names())]
    assert len(told) > 5
    assert sum(told) == pytest.approx(row.score * 100, abs=len(told) / 2)
    client.force_login(coordinator)
    assert shares(client.get(need.get_absolute_url())) == [share for share in told if share]
    member = make.UserFactory()
    both_sides.company.members.add(member)
    client.force_login(member)
    assert shares(client.get(reverse("interested", args=[both_sides.pk]))) == [
        share for share in told if share
    ]


def test_a_reason_that_adds_next_to_nothing_or_speaks_against_says_no_share():
    reasons = [{"text": "Languages", "share": 0}, {"text": "None", "share": 9, "against": True}, "Words"]
    assert "adds" not in render_to_string("components/reasons.html", {"reasons": reasons})


@pytest.mark.parametrize("to_exhibitor", [False, True])
def test_words_that_are_merely_alike_are_not_counted_as_none(to_exhibitor, db):
    reason = {"signal": "text", "share": 0.1, "values": {"found": 0, "asked": 7, "words": []}}
    (said,) = why_matched([reason], Names(), to_exhibitor=to_exhibitor)
    assert said["text"].startswith("Words that are like")


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


@pytest.fixture
def meanwhile(monkeypatch):
    """Let something happen when a run has searched and not yet written."""

    def let(happen):
        spread = matching.spread

        def spread_then(*args, **options):
            found = spread(*args, **options)
            happen()
            return found

        monkeypatch.setattr(matching, "spread", spread_then)

    return let


class TestWhatChangesWhileARunIsAtWork:
    def test_a_changed_need_is_matched_as_it_is_now(
        self, match, need, edition, coordinator, client, meanwhile
    ):
        grower(edition, name="Fresh durians", hs_code="081060")
        pipes = grower(edition, name="Steel pipes", hs_code="730419")
        match()
        client.force_login(coordinator)
        fields = {"text": "Steel pipes", "hs_codes": "7304.19"}
        meanwhile(lambda: client.post(reverse("need-edit", args=[need.pk]), fields))
        match()
        assert found(need) == [pipes]

    def test_a_new_need_is_matched(self, match, delegate, edition, coordinator, client, meanwhile):
        row = grower(edition, name="Fresh durians")
        fields = {"text": "Fresh durians", "hs_codes": "0810"}
        client.force_login(coordinator)
        meanwhile(lambda: client.post(reverse("need-add", args=[delegate.pk]), fields))
        match()
        assert found(delegate.needs.get()) == [row]

    def test_what_is_removed_does_not_keep_the_others_from_being_shown(
        self, match, need, delegate, edition, meanwhile
    ):
        removed = make.NeedFactory(delegate=delegate, text="Fresh durians")
        row = grower(edition, name="Fresh durians")
        product = grower(edition, name="Fresh durians").products.get()
        meanwhile(lambda: [removed.delete(), product.delete()])
        assert match().outcome["matches"] == 1
        assert found(need) == [row]


class TestOneNeed:
    def test_it_is_matched_anew_alone(self, match, need, delegate, edition):
        other = make.NeedFactory(delegate=delegate, text="Fresh durians")
        row = grower(edition, name="Fresh durians")
        match()
        late = grower(edition, name="Fresh durians")
        before = list(Match.objects.filter(need=other).values())
        assert match_one(need, actor=None) is True
        assert set(found(need)) == {row, late}
        assert list(Match.objects.filter(need=other).values()) == before

    def test_it_waits_no_longer_than_a_moment_for_what_an_exhibitor_has_just_changed(
        self, match, need, edition, monkeypatch
    ):
        row = grower(edition, name="Fresh durians")
        match()
        match_one(need, actor=None)
        late = grower(edition, name="Fresh durians")
        with monkeypatch.context() as large:
            large.setattr(shelf, "PATIENCE", 0)
            large.setattr(shelf, "beside", lambda work: None)
            match_one(need, actor=None)
        assert found(need) == [row]
        match_one(need, actor=None)
        assert set(found(need)) == {row, late}

    def test_it_goes_to_the_run_that_counts_when_it_is_written(self, match, need, edition, monkeypatch):
        row = grower(edition, name="Fresh durians")
        match()

        def overtaken(edition):
            monkeypatch.undo()
            match()
            Match.objects.filter(need=need).delete()
            return weights_of(edition)

        monkeypatch.setattr(match_needs, "weights_of", overtaken)
        match_one(need, actor=None)
        assert found(need) == [row]

    def test_a_need_that_was_removed_meanwhile_is_left_alone(self, match, need, edition):
        grower(edition)
        match()
        SourcingNeed.objects.filter(pk=need.pk).delete()
        assert match_one(need, actor=None) is True
        assert not Match.objects.exists()

    def test_it_waits_for_the_first_run(self, need, edition):
        grower(edition)
        assert match_one(need, actor=None) is False
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


def test_what_exhibitors_show_is_read_whole(edition):
    economy, sector = make.EconomyFactory(code="PL"), make.SectorFactory(code="fruit")
    row = make.ExhibitorFactory(edition=edition, approved=True, languages=["en", "th"])
    row.wanted_economies.add(economy)
    row.wanted_sectors.add(sector)
    row.markets.add(economy, row.company.economy)
    product = make.ProductFactory(
        exhibitor=row, name="ทุเรียน", name_en="Durian", description="Fresh", hs_code="081060",
        certificates=["halal"], least_order=2, most_order=5, order_unit="t",
    )  # fmt: skip
    product.sectors.add(sector)
    (shown,) = catalogue_of(edition).products
    assert shown == matching.Product(
        id=product.pk,
        exhibitor=row.pk,
        text="ทุเรียน Durian Fresh",
        hs_codes=("081060",),
        sectors=frozenset(["fruit"]),
        certificates=frozenset(["halal"]),
        economy=row.company.economy_id,
        languages=frozenset(["en", "th"]),
        markets=frozenset(["PL", row.company.economy_id]),
        least=2000,
        most=5000,
        unit="kg",
        wants_economies=frozenset(["PL"]),
        wants_sectors=frozenset(["fruit"]),
    )


def test_it_is_read_as_plain_rows(edition):
    """As objects a fair's products took seconds, for which each coordinator would wait after each change of one."""
    grower(edition)
    made = []

    def note(sender, **_):
        made.append(sender)

    post_init.connect(note)
    catalogue_of(edition)
    post_init.disconnect(note)
    assert not {Product, Exhibitor} & {*made}


def test_only_the_matches_that_count_are_kept(match, need, edition, organiser):
    grower(edition, name="Fresh durians", hs_code="081060")
    cancelled, working = (
        make.RunFactory(kind=tasks.MATCHING, about=name, state=state)
        for name, state in (("one", Run.State.CANCELLED), ("other", Run.State.RUNNING))
    )
    match()
    (row,) = matches_of(need)
    for run in (cancelled, working):
        Match.objects.create(
            run=run, need=need, exhibitor=row.exhibitor, product=row.product, rank=1, score=row.score
        )
    now = match()
    assert tasks.forget_superseded_matches() == 2
    assert {each.run for each in Match.objects.all()} == {working, now}
    assert found(need) == [row.exhibitor]


def test_a_new_process_is_warm_before_the_first_need_is_edited(edition):
    grower(edition, name="Fresh durians", hs_code="081060")
    warm_up()
    with CaptureQueriesContext(connection) as queries:
        catalogue_of(edition)
    assert not [each["sql"] for each in queries if '"description"' in each["sql"]]


@pytest.mark.django_db(transaction=True)
def test_a_need_entered_while_the_very_first_run_ends_is_matched_when_it_has_ended(
    need, edition, organiser, monkeypatch
):
    row = grower(edition, name="Fresh durians", hs_code="081060")
    run = tasks.start(tasks.MATCHING, edition, actor=organiser)
    entered = []
    # First it reads the needs that it is to match, then, about to end, those that came since.
    pause = held_until_another_waits(match_needs, "_versions", after=2, monkeypatch=monkeypatch)

    def enter():
        pause.wait()
        entered.append(make.NeedFactory(delegate=need.delegate, text="Fresh durians", hs_codes=["081060"]))
        return match_one(entered[0], actor=None)

    assert at_once(lambda: work_on(run.pk), enter)[1] is True
    assert found(entered[0]) == found(need) == [row]
