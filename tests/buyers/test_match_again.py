"""What has changed since all was matched is matched again by itself."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from buyers import match_needs, matching, tasks
from buyers.acts import needs, verdicts, weights
from buyers.fingerprint import fingerprint
from buyers.models import MatchWeights, MeetingRequest
from buyers.recommended import matches_of
from exhibitors.acts import booths, products, registrations
from exhibitors.catalogue import stamp
from expo.fair.models import Nomenclature
from expo.people.models import Person
from expo.runs import acts
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests import factories as make
from tests.buyers.told import kinds_told


@pytest.fixture(autouse=True)
def _without_rest(settings):
    settings.MATCH_AGAIN_MINUTES = 0


@pytest.fixture
def need(delegate):
    return make.NeedFactory(delegate=delegate, text="Fresh durians for shops")


@pytest.fixture
def product(exhibitor):
    return make.ProductFactory(exhibitor=exhibitor, name="Steel pipes", hs_code="730419")


@pytest.fixture
def match(edition, organiser):
    def matched():
        work_on(tasks.start(tasks.MATCHING, edition, actor=organiser).pk)

    return matched


@pytest.fixture
def matched(need, product, match):
    match()


def again():
    """Let a minute pass and do what there is to do; returns how many runs were begun."""
    begun = tasks.match_what_changed()
    for run in Run.objects.filter(state=Run.State.QUEUED):
        work_on(run.pk)
    return begun


def found(need):
    return [each.exhibitor for each in matches_of(need)]


class TestWhatStartsIt:
    def test_nothing_does_while_nothing_has_changed(self, matched):
        assert again() == 0

    def test_a_changed_product_does_once(self, matched, need, product, exhibitor, member):
        products.change(product, {"name": "Fresh durians", "hs_code": "081060"}, actor=member)
        assert again() == 1
        assert found(need) == [exhibitor]
        run = Run.objects.latest("pk")
        assert (run.state, run.started_by) == (Run.State.DONE, None)
        assert again() == 0

    def test_a_product_whose_sectors_alone_were_changed_does(self, matched, product, member):
        products.change(product, {}, sectors=[make.SectorFactory()], actor=member)
        assert [again(), again()] == [1, 0]

    def test_an_approved_exhibitor_does_once(self, matched, need, edition, organiser):
        late = make.ExhibitorFactory(edition=edition, state="submitted")
        make.ProductFactory(exhibitor=late, name="Fresh durians", hs_code="081060")
        assert again() == 0
        registrations.approve(late, actor=organiser)
        assert [again(), again()] == [1, 0]
        assert found(need) == [late]

    def test_a_changed_need_does_so_that_all_are_spread_anew(self, matched, need, coordinator):
        needs.change(need, {"text": "Steel pipes"}, actor=coordinator)
        assert [again(), again()] == [1, 0]

    def test_other_languages_of_a_delegate_do(self, matched, delegate):
        Person.objects.filter(pk=delegate.person_id).update(languages=["th"])
        assert [again(), again()] == [1, 0]

    def test_another_economy_of_a_group_does(self, matched, group):
        type(group).objects.filter(pk=group.pk).update(economy=make.EconomyFactory(code="VN"))
        assert [again(), again()] == [1, 0]

    def test_other_weights_do(self, matched, edition, organiser):
        table = matching.Weights(hs=0.9).table()
        weights.use(MatchWeights.objects.create(edition=edition, table=table), actor=organiser)
        assert [again(), again()] == [1, 0]

    def test_another_table_to_meet_at_does(self, matched, edition, exhibitor, slots):
        make.MeetingPointFactory(edition=edition, booth=exhibitor.claims.get().booth, label="Second")
        assert [again(), again()] == [1, 0]

    def test_a_booth_given_does(self, matched, edition, organiser, slots):
        booth = make.MeetingPointFactory(edition=edition, booth=make.BoothFactory(edition=edition)).booth
        booths.give(booth, make.ExhibitorFactory(edition=edition, approved=True), actor=organiser)
        assert [again(), again()] == [1, 0]

    def test_a_verdict_taken_back_during_a_run_does(
        self, need, edition, exhibitor, organiser, coordinator, monkeypatch
    ):
        make.ProductFactory(exhibitor=exhibitor, name="Fresh durians", hs_code="081060")
        verdicts.judge(need, exhibitor, is_good=False, actor=coordinator)
        spread = matching.spread

        def spread_then_take_back(*args, **options):
            result = spread(*args, **options)
            verdicts.take_back(need, exhibitor, actor=coordinator)
            match_needs.match_one(need, actor=None)
            return result

        monkeypatch.setattr(matching, "spread", spread_then_take_back)
        work_on(tasks.start(tasks.MATCHING, edition, actor=organiser).pk)
        monkeypatch.undo()
        assert found(need) == []
        assert [again(), again()] == [1, 0]
        assert found(need) == [exhibitor]


class TestWhatKeepsItFromStarting:
    @pytest.fixture
    def changed(self, matched, product, member):
        products.change(product, {"name": "Fresh durians"}, actor=member)

    def test_where_an_organiser_has_never_matched_it_does_not_begin(self, need, product):
        assert again() == 0

    def test_it_waits_while_one_is_at_work(self, changed):
        assert [tasks.match_what_changed(), tasks.match_what_changed()] == [1, 0]

    def test_it_rests_after_each(self, changed, settings):
        settings.MATCH_AGAIN_MINUTES = 5
        assert again() == 0
        Run.objects.update(finished_at=timezone.now() - timedelta(minutes=5, seconds=1))
        assert again() == 1

    def test_a_run_that_fails_is_not_begun_again_for_the_same(self, changed, product, member, monkeypatch):
        monkeypatch.setattr(match_needs, "catalogue_of", lambda edition: 1 / 0)
        assert again() == 1
        assert Run.objects.latest("pk").state == Run.State.FAILED
        assert again() == 0
        products.change(product, {"name": "Fresh durians, large"}, actor=member)
        assert again() == 1

    def test_one_that_was_called_off_is_not_either(self, changed, organiser):
        tasks.match_what_changed()
        acts.cancel(Run.objects.latest("pk"), actor=organiser)
        assert again() == 0

    def test_a_fair_that_is_over_is_left_as_it_was(self, changed, edition):
        yesterday = timezone.localdate() - timedelta(days=1)
        type(edition).objects.filter(pk=edition.pk).update(
            opens_on=yesterday, closes_on=yesterday, registration_closes_on=yesterday
        )
        assert again() == 0

    def test_matches_outlast_a_moment_off_the_site(self, matched, need, edition):
        type(edition).objects.filter(pk=edition.pk).update(published=False)
        assert again() == 0

    def test_changes_elsewhere_do_not_begin_it(self, matched):
        make.ProductFactory(exhibitor__approved=True)
        make.NeedFactory()
        assert again() == 0


def test_what_it_finds_is_news_once(matched, product, member, group, coordinator):
    group.coordinations.update(news="at-once")
    for name in ("Fresh durians for shops", "Fresh durians for shops, large"):
        products.change(product, {"name": name, "hs_code": "081060"}, actor=member)
        assert again() == 1
    assert kinds_told(coordinator) == ["new-matches"]


class TestAskingByAMatchThatWasReplacedSinceItWasShown:
    @pytest.fixture
    def shown(self, need, exhibitor, product, match, member):
        """What the exhibitor saw before all was matched again."""
        products.change(product, {"name": "Fresh durians", "hs_code": "081060"}, actor=member)
        match()
        row = matches_of(need).get()
        products.change(product, {"description": "Sweet."}, actor=member)
        assert again() == 1
        assert matches_of(need).get() != row
        return row

    def test_it_asks_for_the_same_pair(self, shown, need, exhibitor, member, client):
        client.force_login(member)
        client.post(reverse("ask-buyer", args=[shown.pk]), {"priority": 3})
        asked = MeetingRequest.objects.get()
        assert (asked.need, asked.exhibitor) == (need, exhibitor)

    def test_in_the_api_too(self, shown, need, exhibitor, member):
        client = APIClient()
        client.force_login(member)
        assert client.post(f"/api/v1/matches/{shown.pk}/ask/", {"priority": 3}).status_code == 201
        asked = MeetingRequest.objects.get()
        assert (asked.need, asked.exhibitor) == (need, exhibitor)

    def test_it_does_not_while_the_pair_is_recommended_no_more(self, shown, need, exhibitor, member, client):
        make.VerdictFactory(need=need, exhibitor=exhibitor, is_good=False)
        client.force_login(member)
        assert client.get(reverse("ask-buyer", args=[shown.pk])).status_code == 404


def test_it_asks_as_much_for_a_large_fair_as_for_a_small_one(matched, edition, exhibitor, delegate):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            fingerprint(edition)
        return len(queries)

    before = counted()
    for _each in range(3):
        make.ProductFactory(exhibitor=exhibitor)
        make.NeedFactory(delegate=delegate)
    assert counted() == before


def two_products(edition):
    exhibitors = [make.ExhibitorFactory(edition=edition, approved=True) for _ in range(2)]
    return [make.ProductFactory(exhibitor=row) for row in exhibitors]


def two_headings(edition):
    return [Nomenclature.objects.create(code=code, language="en") for code in ("0810", "7304")]


def two_blocs(edition):
    return [make.BlocFactory(code=code) for code in ("asean", "rcep")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("made", "field"), [(two_products, "name"), (two_headings, "description"), (two_blocs, "name")]
)
def test_a_change_that_is_committed_after_a_later_one_is_seen(made, field, edition):
    first, second = made(edition)
    has_written, may_commit = threading.Event(), threading.Event()

    def change(row, words):
        type(row).objects.filter(pk=row.pk).update(**{field: words})

    def change_slowly():
        with transaction.atomic():
            change(first, "Slow")
            has_written.set()
            may_commit.wait(20)
        connection.close()

    slow = threading.Thread(target=change_slowly)
    slow.start()
    assert has_written.wait(20)
    change(second, "Fast")
    seen = stamp(edition)
    may_commit.set()
    slow.join(20)
    assert stamp(edition) != seen
