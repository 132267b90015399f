"""The weights of the matching in the admin: an organiser proposes some, sees their effect, and uses them."""

import pytest
from django.urls import reverse

from buyers import matching, tasks
from buyers.acts import weights
from buyers.models import MatchWeights
from buyers.models.weights import usual_weights, weights_of
from expo.runs import acts as runs
from expo.runs.kinds import Cancelled
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests import factories as make


def test_an_organiser_proposes_sees_the_effect_and_uses_them(edition, as_organiser):
    need = make.NeedFactory(delegate__group__edition=edition, text="Fresh mango", hs_codes=["081060"])
    exhibitors = []
    for name, product, code in (("By words", "Fresh mango", "730419"), ("By code", "Durian", "081060")):
        row = make.ExhibitorFactory(edition=edition, approved=True, company__name=name)
        make.ProductFactory(exhibitor=row, name=product, hs_code=code)
        exhibitors.append(row)
    by_words, by_code = exhibitors
    make.VerdictFactory(need=need, exhibitor=by_code, is_good=True, signals={"hs": 0.5, "text": 0.2})
    make.VerdictFactory(
        need=make.NeedFactory(delegate=need.delegate),
        exhibitor=by_words,
        is_good=False,
        signals={"text": 0.9},
    )
    words_alone = {name: float(name == "text") for name in usual_weights()}
    as_organiser.post(reverse("admin:buyers_matchweights_propose"), {**words_alone, "edition": edition.pk})
    row = MatchWeights.objects.get()
    work_on(row.trial_id)
    page = as_organiser.get(reverse("admin:buyers_matchweights_change", args=[row.pk])).content.decode()
    for text in ("100 % (1 of 1)", "50 % (1 of 2)", "First with these weights", "Fresh mango", "By words"):
        assert text in page
    as_organiser.post(reverse("admin:buyers_matchweights_use", args=[row.pk]))
    row.refresh_from_db()
    assert row.in_use


def test_weights_that_are_used_while_a_matching_is_at_work_are_in_use_and_it_says_what_is_left_to_do(
    edition, organiser, as_organiser
):
    row = weights.propose(edition, usual_weights(), actor=organiser)
    tasks.start(tasks.MATCHING, edition, actor=organiser)
    page = as_organiser.post(reverse("admin:buyers_matchweights_use", args=[row.pk]), follow=True)
    row.refresh_from_db()
    assert row.in_use
    assert "match again when it has ended" in page.content.decode()


def test_weights_that_are_proposed_while_others_are_tried_are_entered_once_and_can_be_tried_later(
    edition, organiser, as_organiser
):
    first = tasks.start_trial(weights.propose(edition, usual_weights(), actor=organiser), actor=organiser)
    table = usual_weights() | {"edition": edition.pk}
    page = as_organiser.post(
        reverse("admin:buyers_matchweights_propose"), table, follow=True
    ).content.decode()
    assert "try these when that has ended" in page
    row = MatchWeights.objects.get(trial=None)
    work_on(first.pk)
    as_organiser.post(reverse("admin:buyers_matchweights_try_out", args=[row.pk]))
    row.refresh_from_db()
    assert row.trial is not None


def test_weights_by_which_nothing_fits_are_refused_in_the_organisers_language(
    edition, organiser, as_organiser
):
    organiser.language = "zh-hans"
    organiser.save()
    table = dict.fromkeys(usual_weights(), 0) | {"edition": edition.pk}
    page = as_organiser.post(reverse("admin:buyers_matchweights_propose"), table).content.decode()
    assert "以下各项中至少一项须大于 0：HS 编码、" in page
    assert not MatchWeights.objects.exists()


def test_proposing_for_another_edition_begins_with_the_weights_in_use_there(edition, organiser, as_organiser):
    other = make.EditionFactory(opens_on=edition.opens_on.replace(year=edition.opens_on.year - 1))
    make.RoleFactory(user=organiser, edition=other, kind="organiser")
    row = weights.propose(other, usual_weights() | {"text": 0.91}, actor=organiser)
    weights.use(row, actor=organiser)
    address = reverse("admin:buyers_matchweights_propose")
    form = as_organiser.get(address, {"edition": other.pk}).context["form"]
    assert form["edition"].initial == other
    assert form["text"].initial == 0.91
    assert as_organiser.get(address, {"edition": edition.pk}).context["form"]["text"].initial != 0.91


@pytest.mark.parametrize("named", ["", "x", "999999", "٣"])
def test_an_address_that_names_no_edition_begins_with_the_first(named, edition, as_organiser):
    address = reverse("admin:buyers_matchweights_propose")
    assert as_organiser.get(address, {"edition": named}).context["form"]["edition"].initial == edition


def test_what_counts_is_shown_from_the_start_beside_what_coordinators_think_of_it(edition, as_organiser):
    need = make.NeedFactory(delegate__group__edition=edition)
    other = make.EditionFactory()
    for is_good in (True, False):
        row = make.ExhibitorFactory(edition=edition, approved=True)
        make.VerdictFactory(need=need, exhibitor=row, is_good=is_good, signals={"hs": 0.5})
    answer = as_organiser.get(reverse("admin:buyers_matchweights_changelist"))
    page = answer.content.decode()
    assert "The usual weights are in use" in page
    assert "50 % (1 of 2)" in page
    (now,) = answer.context["in_use_now"]
    assert now["edition"] == edition
    assert [line[1] for line in now["lines"]] == list(usual_weights().values())
    assert str(other) not in page


def test_there_is_a_way_back_to_the_usual_weights_and_the_audit_knows_who_took_it(
    edition, organiser, as_organiser
):
    row = weights.propose(edition, usual_weights() | {"text": 0.91}, actor=organiser)
    weights.use(row, actor=organiser)
    back = reverse("admin:buyers_matchweights_use_usual", args=[row.pk])
    assert back in as_organiser.get(reverse("admin:buyers_matchweights_changelist")).content.decode()
    as_organiser.post(back)
    assert weights_of(edition).table() == usual_weights()
    assert Run.objects.filter(kind=tasks.MATCHING).exists()
    event = MatchWeights.pgh_event_model.objects.filter(pgh_obj_id=row.pk).latest("pgh_id")
    assert event.pgh_context.metadata == event.pgh_context.metadata | {
        "act": "buyers.acts.weights.use_usual",
        "actor": organiser.pk,
    }
    assert (
        "use usual"
        in as_organiser.get(reverse("admin:buyers_matchweights_history", args=[row.pk])).content.decode()
    )


def test_who_goes_back_to_the_usual_weights_while_a_matching_is_at_work_is_told_what_is_left_to_do(
    edition, organiser, as_organiser
):
    row = weights.propose(edition, usual_weights() | {"text": 0.91}, actor=organiser)
    weights.use(row, actor=organiser)
    tasks.start(tasks.MATCHING, edition, actor=organiser)
    page = as_organiser.post(reverse("admin:buyers_matchweights_use_usual", args=[row.pk]), follow=True)
    assert "The usual weights are in use. The matching at work began before that" in page.content.decode()
    assert weights_of(edition).table() == usual_weights()


def test_the_effect_says_where_a_need_would_be_left_with_nobody(as_organiser, edition, organiser):
    row = weights.propose(edition, usual_weights(), actor=organiser)
    example = {"need": "Fresh mango", "now": ["By code"], "then": []}
    row.trial = make.RunFactory(state="done", outcome={"emptied": 1, "examples": [example]})
    row.save()
    page = as_organiser.get(reverse("admin:buyers_matchweights_change", args=[row.pk])).content.decode()
    assert "<td>Nobody</td>" in page


class TestMatchesFoundByOtherWeights:
    """They are so where the run that begins as weights are used is called off: the page says so, and what to do."""

    @pytest.fixture
    def used(self, edition, organiser, as_organiser):
        """Weights that an organiser has used after all was matched with the usual ones."""
        make.NeedFactory(delegate__group__edition=edition)
        work_on(tasks.start(tasks.MATCHING, edition, actor=organiser).pk)
        row = weights.propose(edition, usual_weights() | {"hs": 0.9}, actor=organiser)
        as_organiser.post(reverse("admin:buyers_matchweights_use", args=[row.pk]))
        return row

    @pytest.fixture
    def pages(self, used, as_organiser):
        """Open the two pages that show the weights in use."""
        addresses = [
            reverse("admin:buyers_matchweights_changelist"),
            reverse("admin:buyers_matchweights_change", args=[used.pk]),
        ]
        return lambda: [as_organiser.get(address).content.decode() for address in addresses]

    def test_they_say_that_the_last_run_was_cancelled_and_lead_to_matching_anew(
        self, pages, edition, as_organiser, organiser
    ):
        runs.cancel(Run.objects.get(state="queued"), actor=organiser)
        anew = f"{reverse('admin:buyers_match_match')}?edition={edition.pk}"
        for page in pages():
            assert "was found with other weights: the last run was cancelled." in page
            assert f'href="{anew}"' in page
        as_organiser.post(anew, {"edition": edition.pk})
        work_on(Run.objects.get(state="queued").pk)
        assert not [page for page in pages() if "found with other weights" in page]

    def test_they_say_so_too_where_it_was_cancelled_at_work(self, pages, monkeypatch):
        run = Run.objects.get(state="queued")
        monkeypatch.setattr(matching, "spread", _called_off)
        work_on(run.pk)
        run.refresh_from_db()
        assert run.state == Run.State.CANCELLED
        assert all("the last run was cancelled." in page for page in pages())

    def test_while_it_works_they_lead_to_the_run(self, pages):
        run = Run.objects.get(state="queued")
        for page in pages():
            assert "all needs are being matched anew" in page
            assert f'href="{run.get_absolute_url()}"' in page

    def test_after_going_back_to_the_usual_weights_nothing_is_left_to_do(self, pages, edition, organiser):
        runs.cancel(Run.objects.get(state="queued"), actor=organiser)
        weights.use_usual(edition, actor=organiser)
        assert not [page for page in pages() if "found with other weights" in page]


def _called_off(*_args, **_options):
    raise Cancelled
