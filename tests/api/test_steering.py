"""What coordinators and organisers steer by the API: when they hear of news, and what the matching goes by."""

import pytest

from buyers.acts import news, weights
from buyers.matching.data import FIT
from buyers.models import Coordinator, MatchWeights
from buyers.models.weights import usual_weights, weights_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return make.UserFactory()


@pytest.fixture
def group(coordinator):
    return make.BuyerGroupFactory(coordinator=coordinator)


@pytest.fixture
def me(coordinator, signed_in):
    return signed_in(coordinator)


class TestNews:
    def test_a_coordinator_reads_and_chooses_when_to_hear_of_new_matches(self, me, group):
        path = f"/api/v1/groups/{group.pk}/news/"
        assert me.get(path).json() == {"news": "daily"}
        answer = me.post(path, {"news": "at-once"})
        assert (answer.status_code, answer.json()) == (200, {"news": "at-once"})
        assert me.get(path).json() == {"news": "at-once"}

    def test_each_coordinator_of_a_group_chooses_for_themself(self, me, group, signed_in):
        other = make.UserFactory()
        Coordinator.objects.create(group=group, user=other)
        news.choose(group, Coordinator.News.AT_ONCE, actor=other)
        path = f"/api/v1/groups/{group.pk}/news/"
        assert me.get(path).json() == {"news": "daily"}
        assert signed_in(other).get(path).json() == {"news": "at-once"}

    @pytest.mark.parametrize("body", [{}, {"news": "never"}, {"news": None}, {"news": 1}])
    def test_it_takes_no_other_word(self, body, me, group):
        answer = me.post(f"/api/v1/groups/{group.pk}/news/", body)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["news"])

    def test_it_has_nothing_for_who_organises_the_edition_and_coordinates_nobody(self, group, signed_in):
        organiser = signed_in(make.make_organiser(group.edition))
        assert organiser.get(f"/api/v1/groups/{group.pk}/news/").status_code == 404


class TestWeights:
    def test_an_organiser_reads_what_counts_and_what_coordinators_think_of_it(self, group, signed_in):
        organiser = make.make_organiser(group.edition)
        weights.use(
            weights.propose(group.edition, usual_weights() | {"text": 0.91}, actor=organiser), actor=organiser
        )
        need = make.NeedFactory(delegate__group=group)
        for is_good in (True, False):
            row = make.ExhibitorFactory(edition=group.edition, approved=True)
            make.VerdictFactory(need=need, exhibitor=row, is_good=is_good, signals={"hs": 0.5})
        answer = signed_in(organiser).get(f"/api/v1/editions/{group.edition.slug}/weights/").json()
        by_name = {row["signal"]: row for row in answer["signals"]}
        usual = usual_weights()
        assert list(by_name) == list(usual)
        assert by_name["hs"] == {
            "signal": "hs",
            "weight": usual["hs"],
            "usual": usual["hs"],
            "judged": 2,
            "good": 1,
        }
        assert by_name["text"] == {
            "signal": "text",
            "weight": 0.91,
            "usual": usual["text"],
            "judged": 0,
            "good": 0,
        }

    @pytest.fixture
    def organiser(self, group):
        return make.make_organiser(group.edition)

    @pytest.fixture
    def path(self, group):
        return f"/api/v1/editions/{group.edition.slug}/weights/"

    def test_an_organiser_changes_some_and_the_rest_count_as_before(self, path, organiser, group, signed_in):
        steering = signed_in(organiser)
        assert steering.patch(path, {"text": 0.5}).status_code == 200
        answer = steering.patch(path, {"wanted": 0, "sectors": 1})
        table = {row["signal"]: row["weight"] for row in answer.json()["signals"]}
        assert table == usual_weights() | {"text": 0.5, "wanted": 0, "sectors": 1}
        assert weights_of(group.edition).table() == table
        row = MatchWeights.objects.get(in_use=True)
        assert (row.edition, row.proposed_by) == (group.edition, organiser)

    def test_an_organiser_goes_back_to_the_usual_ones(self, path, organiser, group, signed_in):
        steering = signed_in(organiser)
        steering.patch(path, {"text": 0.5})
        assert steering.delete(path).status_code == 204
        assert weights_of(group.edition).table() == usual_weights()

    @pytest.mark.parametrize("weight", [-0.1, 1.1, "0.5", None, True])
    def test_a_weight_is_a_number_from_0_to_1(self, weight, path, organiser, signed_in):
        answer = signed_in(organiser).patch(path, {"text": weight})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["text"])
        assert not MatchWeights.objects.exists()

    def test_what_says_whether_goods_fit_can_not_be_turned_off_altogether(self, path, organiser, signed_in):
        steering = signed_in(organiser)
        steering.patch(path, dict.fromkeys(FIT[1:], 0))
        answer = steering.patch(path, {FIT[0]: 0})
        assert answer.status_code == 409
        assert "must be above 0" in str(answer.json()["errors"])

    def test_changing_nothing_leaves_the_usual_ones(self, path, organiser, signed_in):
        assert signed_in(organiser).patch(path, {}).status_code == 200
        assert not MatchWeights.objects.exists()
