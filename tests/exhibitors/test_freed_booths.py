"""Booths that are free again are proposed to who waits by themselves; an organiser decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitors.acts import allocations, booths
from exhibitors.freed_booths import propose_freed_booths
from exhibitors.models import Allocation, BoothClaim, Exhibitor
from exhibitors.states import AllocationState, Registration
from expo.runs.models import Run
from expo.runs.tasks import work_on
from tests import factories as make
from tests.exhibitors.halls import row_of
from tests.exhibitors.test_allocations import allocated, member_of, stand_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def booth(edition):
    """The only one there is."""
    return row_of(1, edition=edition)[0]


@pytest.fixture
def first(edition, booth):
    """Comes before all others."""
    return make.ExhibitorFactory(edition=edition, approved=True, zone=booth.zone)


@pytest.fixture
def waiting(edition, booth, first):
    return make.ExhibitorFactory(edition=edition, approved=True, zone=booth.zone, priority=9)


@pytest.fixture
def offered(edition, organiser, waiting):
    """The allocation by which the first was offered the booth."""
    allocation = allocated(edition, organiser)
    allocations.accept(allocation, answer_by=timezone.now() + timedelta(days=7), actor=organiser)
    return allocation


@pytest.fixture
def declined(offered, first):
    booths.decline(BoothClaim.objects.get(exhibitor=first), actor=member_of(first))


def test_a_refused_booth_is_proposed_to_who_waits(declined, waiting, booth):
    assert propose_freed_booths() == 1
    work_on(Run.objects.get(params__freed_only=True).pk)
    proposal = Allocation.objects.get(state=AllocationState.OPEN)
    assert list(stand_of(proposal, waiting).booths.all()) == [booth]
    assert not BoothClaim.objects.filter(exhibitor=waiting).exists()


def test_it_is_proposed_once(declined):
    propose_freed_booths()
    work_on(Run.objects.get(params__freed_only=True).pk)
    assert propose_freed_booths() == 0


def test_nothing_happens_while_one_is_at_work(declined):
    assert [propose_freed_booths(), propose_freed_booths()] == [1, 0]


def test_what_is_refused_while_a_run_is_at_work_is_seen_by_the_next(edition, organiser, waiting, first):
    allocation = allocated(edition, organiser)
    Run.objects.update(started_at=timezone.now())
    allocations.accept(allocation, answer_by=timezone.now() + timedelta(days=7), actor=organiser)
    booths.decline(BoothClaim.objects.get(exhibitor=first), actor=member_of(first))
    Allocation.objects.update(created_at=timezone.now())  # it was written after the refusal
    assert propose_freed_booths() == 1


def test_a_run_that_failed_is_not_begun_again_for_the_same_booths(declined, first):
    propose_freed_booths()
    Run.objects.filter(params__freed_only=True).update(state=Run.State.FAILED, started_at=timezone.now())
    assert propose_freed_booths() == 0


def test_what_could_not_be_offered_as_proposed_is_proposed_to_others(edition, organiser, waiting, first):
    allocation = allocated(edition, organiser)
    Exhibitor.objects.filter(pk=first.pk).update(state=Registration.WITHDRAWN)
    counts = allocations.accept(allocation, answer_by=timezone.now() + timedelta(days=7), actor=organiser)
    assert counts == {"offered": 0, "overtaken": 1}
    assert propose_freed_booths() == 1


def test_who_had_a_booth_taken_back_is_not_proposed_it_again(edition, organiser, offered, first, waiting):
    claim = BoothClaim.objects.get(exhibitor=first)
    booths.release(claim, actor=organiser)
    propose_freed_booths()
    work_on(Run.objects.get(params__freed_only=True).pk)
    proposal = Allocation.objects.get(state=AllocationState.OPEN)
    assert [stand.exhibitor for stand in proposal.stands.filter(because__isnull=True)] == [waiting]


def test_a_proposal_that_is_dismissed_does_not_end_it(declined, organiser, waiting, first, edition, booth):
    propose_freed_booths()
    work_on(Run.objects.get(params__freed_only=True).pk)
    allocations.take_back(Allocation.objects.get(state=AllocationState.OPEN), actor=organiser)
    assert propose_freed_booths() == 0
    booths.release(booths.give(booth, waiting, actor=organiser), actor=organiser)
    assert propose_freed_booths() == 1


def test_nothing_happens_while_nothing_was_freed(offered):
    assert propose_freed_booths() == 0


def test_where_the_organiser_took_it_back_nothing_is_proposed(offered, organiser):
    allocations.take_back(offered, actor=organiser)
    assert propose_freed_booths() == 0


def test_what_waits_to_be_decided_comes_first(edition, declined, organiser):
    allocated(edition, organiser)
    assert Allocation.objects.filter(state=AllocationState.OPEN).exists()
    assert propose_freed_booths() == 0


def test_where_nobody_waits_there_is_nothing_to_decide(edition, booth, first, organiser):
    allocations.accept(
        allocated(edition, organiser), answer_by=timezone.now() + timedelta(days=7), actor=organiser
    )
    booths.decline(BoothClaim.objects.get(), actor=member_of(first))
    propose_freed_booths()
    work_on(Run.objects.get(params__freed_only=True).pk)
    assert not Allocation.objects.filter(state=AllocationState.OPEN).exists()
    assert propose_freed_booths() == 0
