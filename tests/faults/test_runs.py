"""A worker killed in the midst of a run: another takes it up, and what comes out is there once."""

import pytest

from buyers import tasks
from buyers.acts import proposals
from buyers.models import Match, MatchNews, Meeting, Proposal
from exhibitors.acts import booths
from expo.desk import programs
from expo.embedded.children import until
from expo.fair.models import CurrentRun, Occupancy
from expo.notifications.models import Notification
from expo.runs.models import Run
from tests.factories import (
    BoothFactory,
    CompanyFactory,
    DelegateFactory,
    EditionFactory,
    ExhibitorFactory,
    NeedFactory,
    ProductFactory,
    RepresentativeFactory,
    RequestFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 30


@pytest.fixture
def edition():
    return EditionFactory(slots=4)


def done_in_spite_of_a_kill(fair, kind, edition, let_lease_run_out, *, gate, midst):
    fair.gates.close(gate)
    (worker,) = fair.start(programs.worker)
    run = tasks.start(kind, edition, actor=UserFactory())
    assert until(lambda: fair.gates.is_reached(gate), SECONDS), fair.logs
    fair.kill(worker)
    fair.gates.open(gate)
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("running", 1)
    midst(run)
    assert let_lease_run_out(Run) == 1
    fair.start(programs.worker, programs.beat)
    assert until(lambda: not Run.objects.get().is_active, SECONDS), fair.logs
    run.refresh_from_db()
    assert (run.state, run.attempts, run.error) == ("done", 2, "")
    return run


def test_matches_are_there_once(fair, edition, let_lease_run_out):
    needs = [NeedFactory(delegate__group__edition=edition) for _ in range(3)]
    products = [ProductFactory(exhibitor=ExhibitorFactory(edition=edition, approved=True)) for _ in range(2)]

    def midst(run):
        assert 0 < Match.objects.count() < 6
        assert not CurrentRun.objects.exists()
        assert not Notification.objects.exists()

    run = done_in_spite_of_a_kill(
        fair, tasks.MATCHING, edition, let_lease_run_out, gate="after a step", midst=midst
    )
    assert (run.outcome["needs"], run.outcome["matches"]) == (3, 6)
    pairs = [(need.pk, product.exhibitor_id) for need in needs for product in products]
    assert sorted(Match.objects.values_list("need", "exhibitor")) == sorted(pairs)
    assert CurrentRun.objects.get().run == run
    assert MatchNews.objects.count() == 6


def test_a_timetable_is_proposed_once(fair, edition, let_lease_run_out):
    member = UserFactory()
    exhibitor = ExhibitorFactory(edition=edition, approved=True, company=CompanyFactory(members=[member]))
    RepresentativeFactory(exhibitor=exhibitor)
    booths.give(BoothFactory(edition=edition), exhibitor, actor=UserFactory())
    for _ in range(3):
        delegate = DelegateFactory(group__edition=edition)
        RequestFactory(delegate=delegate, exhibitor=exhibitor, accepted=True)

    def midst(run):
        assert Proposal.objects.get().changes.count() == 3

    run = done_in_spite_of_a_kill(
        fair, tasks.SCHEDULING, edition, let_lease_run_out, gate="after proposing", midst=midst
    )
    assert run.outcome["placed"] == 3
    proposal = Proposal.objects.get()
    assert proposal.state == "open"
    proposals.accept(proposal, actor=UserFactory())
    assert set(Meeting.objects.values_list("run", flat=True)) == {run.pk}
    assert Meeting.objects.count() == 3
    assert Occupancy.objects.count() == 9
    assert member.notifications.filter(kind="meeting-scheduled").count() == 3
