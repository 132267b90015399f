"""The weights of the matching: an organiser proposes some, sees what they would change, and uses them."""

import pytest
from django.core.exceptions import ValidationError

from buyers import match_needs, matching, tasks
from buyers.acts import weights
from buyers.models import MatchWeights
from buyers.models.weights import usual_weights, weights_of
from buyers.other_weights import found_by_others
from buyers.recommended import matches_of
from buyers.signal_rates import Rate, signal_rates
from expo.runs.tasks import work_on
from tests import factories as make


@pytest.fixture
def need(delegate):
    return make.NeedFactory(delegate=delegate, text="Fresh mango", hs_codes=["081060"])


@pytest.fixture
def by_words(edition):
    row = make.ExhibitorFactory(edition=edition, approved=True, company__name="By words")
    make.ProductFactory(exhibitor=row, name="Fresh mango", hs_code="730419")
    return row


@pytest.fixture
def by_code(edition):
    row = make.ExhibitorFactory(edition=edition, approved=True, company__name="By code")
    make.ProductFactory(exhibitor=row, name="Durian", hs_code="081060")
    return row


def only(signal):
    return {name: 1.0 if name == signal else 0.0 for name in usual_weights()}


def match(edition, organiser):
    work_on(tasks.start(tasks.MATCHING, edition, actor=organiser).pk)


def first(need):
    return matches_of(need).first().exhibitor


def test_nothing_changes_until_they_are_used(edition, organiser, need, by_words, by_code):
    proposed = weights.propose(edition, only("text"), actor=organiser)
    assert weights_of(edition) == matching.Weights()
    weights.use(proposed, actor=organiser)
    match(edition, organiser)
    assert first(need) == by_words


def test_another_table_takes_the_place_of_the_one_in_use(edition, organiser, need, by_words, by_code):
    weights.use(weights.propose(edition, only("text"), actor=organiser), actor=organiser)
    weights.use(weights.propose(edition, only("hs"), actor=organiser), actor=organiser)
    match(edition, organiser)
    assert first(need) == by_code
    assert MatchWeights.objects.filter(edition=edition, in_use=True).count() == 1


def test_after_going_back_it_matches_as_usual(edition, organiser, need, by_words, by_code):
    match(edition, organiser)
    as_usual = [(row.exhibitor, row.score) for row in matches_of(need)]
    weights.use(weights.propose(edition, only("text"), actor=organiser), actor=organiser)
    weights.use_usual(edition, actor=organiser)
    match(edition, organiser)
    assert [(row.exhibitor, row.score) for row in matches_of(need)] == as_usual


def test_they_count_in_their_edition_alone(edition, organiser):
    weights.use(weights.propose(make.EditionFactory(), only("hs"), actor=organiser), actor=organiser)
    assert weights_of(edition) == matching.Weights()


def test_a_run_during_which_others_are_used_matches_by_those_that_it_has_noted(
    edition, organiser, need, by_words, by_code, monkeypatch
):
    weights.use(weights.propose(edition, only("text"), actor=organiser), actor=organiser)
    others = weights.propose(edition, only("hs"), actor=organiser)
    catalogue_of = match_needs.catalogue_of

    def use_others_meanwhile(*args):
        weights.use(others, actor=organiser)
        return catalogue_of(*args)

    monkeypatch.setattr(match_needs, "catalogue_of", use_others_meanwhile)
    match(edition, organiser)
    assert first(need) == by_words
    assert list(found_by_others([edition])) == [edition.pk]
    monkeypatch.undo()
    match(edition, organiser)
    assert first(need) == by_code
    assert not found_by_others([edition])


@pytest.mark.parametrize(
    "table", [{"text": -1}, {"text": float("nan")}, dict.fromkeys(usual_weights(), 0), {"text": "much"}]
)
def test_a_table_that_cannot_count_is_refused(edition, organiser, table):
    with pytest.raises(ValidationError):
        weights.propose(edition, table, actor=organiser)
    assert not MatchWeights.objects.exists()


class TestTrial:
    def test_it_says_what_would_change_and_changes_nothing(self, edition, organiser, need, by_words, by_code):
        weights.use(weights.propose(edition, only("hs"), actor=organiser), actor=organiser)
        match(edition, organiser)
        run = tasks.start_trial(weights.propose(edition, only("text"), actor=organiser), actor=organiser)
        work_on(run.pk)
        run.refresh_from_db()
        assert run.outcome == {
            "needs": 1,
            "first_kept": 0,
            "kept": 0,
            "emptied": 0,
            "seen_now": 1,
            "seen_then": 1,
            "examples": [{"need": need.text, "now": [str(by_code)], "then": [str(by_words)]}],
        }
        assert first(need) == by_code

    def test_it_compares_what_would_be_shown_where_an_exhibitor_can_not_meet_all_whom_it_fits(
        self, edition, organiser, delegate, by_words, by_code
    ):
        """With one table at the booth there is room for three meetings, and for no fourth need's."""
        place = make.BoothFactory(edition=edition)
        make.BoothClaimFactory(booth=place, exhibitor=by_code)
        make.MeetingPointFactory(edition=edition, booth=place)
        weights.use(weights.propose(edition, only("hs"), actor=organiser), actor=organiser)
        needs = [
            make.NeedFactory(delegate=delegate, text=f"Fresh mango {number}", hs_codes=["081060"])
            for number in range(4)
        ]
        match(edition, organiser)
        run = tasks.start_trial(weights.propose(edition, only("text"), actor=organiser), actor=organiser)
        work_on(run.pk)
        run.refresh_from_db()
        now = {each["need"]: each["now"] for each in run.outcome["examples"]}
        assert now == {need.text: [str(each.exhibitor) for each in matches_of(need)] for need in needs}
        assert sorted(now.values()) == [[], *[[str(by_code)]] * 3]

    def test_the_same_weights_change_nothing(self, edition, organiser, need, by_words, by_code):
        run = tasks.start_trial(weights.propose(edition, usual_weights(), actor=organiser), actor=organiser)
        work_on(run.pk)
        run.refresh_from_db()
        assert (run.outcome["needs"], run.outcome["first_kept"], run.outcome["kept"]) == (1, 100, 100)
        assert not run.outcome["examples"]

    def test_it_says_how_many_needs_and_exhibitors_would_be_left_with_nobody(
        self, edition, organiser, need, by_words, by_code
    ):
        weights.use(weights.propose(edition, only("hs"), actor=organiser), actor=organiser)
        by_words.products.all().delete()
        need.delegate.needs.create(text="Fresh mango")
        run = tasks.start_trial(weights.propose(edition, only("text"), actor=organiser), actor=organiser)
        work_on(run.pk)
        run.refresh_from_db()
        assert [run.outcome[name] for name in ("emptied", "seen_now", "seen_then")] == [1, 1, 0]

    def test_it_says_what_becomes_of_the_matches_that_were_called_good(
        self, edition, organiser, need, by_words, by_code
    ):
        weights.use(weights.propose(edition, only("hs"), actor=organiser), actor=organiser)
        make.VerdictFactory(need=need, exhibitor=by_code, is_good=True)
        run = tasks.start_trial(weights.propose(edition, only("text"), actor=organiser), actor=organiser)
        work_on(run.pk)
        run.refresh_from_db()
        assert (run.outcome["good_now"], run.outcome["good_then"]) == (1, 0)


def test_the_rates_count_only_signals_that_added_something(edition, need):
    for is_good, signals in ((True, {"hs": 0.5, "text": 0}), (False, {"hs": 0.2}), (True, {"text": 0.4})):
        row = make.ExhibitorFactory(edition=edition, approved=True)
        make.VerdictFactory(need=need, exhibitor=row, is_good=is_good, signals=signals)
    make.VerdictFactory(signals={"hs": 0.3})
    assert signal_rates(edition) == {"hs": Rate(judged=2, good=1), "text": Rate(judged=1, good=1)}
