"""Two at once for one person, one meeting point or one booth: one wins, the other hears what is free."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from buyers.acts import proposals
from buyers.models import Meeting
from exhibitors.acts import allocations, booths
from exhibitors.models import BoothClaim
from exhibitors.states import Claim
from expo.common.acts import Refused
from expo.fair.models import Occupancy
from expo.notifications.models import Notification
from tests.factories import (
    AllocationFactory,
    BoothFactory,
    ChangeFactory,
    CompanyFactory,
    DelegateFactory,
    EditionFactory,
    ExhibitorFactory,
    MeetingPointFactory,
    PavilionFactory,
    ProposalFactory,
    RepresentativeFactory,
    StandFactory,
    UserFactory,
    make_slots,
)
from tests.fair.makers import arranging, without
from tests.faults.together import at_once, held_until_another_waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def slots(edition):
    return make_slots(edition, 3)


@pytest.fixture
def organiser():
    return UserFactory()


def winner_and_loser(outcomes):
    (won,) = [each for each in outcomes if not isinstance(each, Exception)]
    (lost,) = [each for each in outcomes if isinstance(each, Exception)]
    assert isinstance(lost, Refused), repr(lost)
    return won, lost


def test_it_gives_a_delegate_to_one_of_two_meetings(edition, slots, organiser):
    delegate = DelegateFactory(group__edition=edition)
    acts = [arranging(slots[0], actor=organiser, delegate=delegate) for _ in range(2)]
    won, lost = winner_and_loser(at_once(*acts))
    assert Meeting.objects.get() == won
    assert delegate.person.occupancies.count() == 1
    assert Occupancy.objects.count() == 3  # of the delegate, the representative and the table of the winner
    assert lost.message == "One of the persons is somewhere else at that time. Free:"
    day = f"{edition.opens_on:%d %b}"
    assert lost.alternatives == [f"{day} 09:30", f"{day} 10:00"]


def test_it_gives_a_representative_to_one_of_two_meetings(edition, slots, organiser):
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    RepresentativeFactory(exhibitor=exhibitor)
    acts = [arranging(slots[1], actor=organiser, exhibitor=exhibitor) for _ in range(2)]
    _won, lost = winner_and_loser(at_once(*acts))
    assert Meeting.objects.count() == 1
    assert str(lost).startswith("One of the persons is somewhere else at that time. Free: ")
    assert len(lost.alternatives) == 2


def test_it_gives_a_meeting_point_to_one_of_two_meetings(edition, slots, organiser):
    point = MeetingPointFactory(edition=edition)
    acts = [arranging(slots[2], actor=organiser, point=point) for _ in range(2)]
    _won, lost = winner_and_loser(at_once(*acts))
    assert point.occupancies.count() == 1
    assert lost.message == "This meeting point is taken at that time. Free:"
    day = f"{edition.opens_on:%d %b}"
    assert lost.alternatives == [f"{day} 09:00", f"{day} 09:30"]


def test_it_says_so_where_nothing_is_free(edition, organiser):
    (only,) = make_slots(edition, 1)
    point = MeetingPointFactory(edition=edition)
    acts = [arranging(only, actor=organiser, point=point) for _ in range(2)]
    _won, lost = winner_and_loser(at_once(*acts))
    assert (lost.message, lost.alternatives) == ("This meeting point is taken at that time.", [])


def test_it_has_one_winner_among_many(edition, slots, organiser):
    point = MeetingPointFactory(edition=edition)
    outcomes = at_once(*[arranging(slots[0], actor=organiser, point=point) for _ in range(6)])
    assert len([each for each in outcomes if isinstance(each, Meeting)]) == 1
    assert len([each for each in outcomes if isinstance(each, Refused)]) == 5


def test_it_lets_meetings_at_once_be_where_nobody_is_in_the_way(slots, organiser):
    outcomes = at_once(*[arranging(slots[0], actor=organiser) for _ in range(4)])
    assert all(isinstance(each, Meeting) for each in outcomes)


def test_it_lets_one_follow_the_other_without_a_gap(slots, edition, organiser):
    delegate = DelegateFactory(group__edition=edition)
    for slot in slots:
        arranging(slot, actor=organiser, delegate=delegate)()
    assert delegate.person.occupancies.count() == 3


@pytest.mark.parametrize(
    ("shared", "constraint"), [("delegate", "a_person_in_one_place"), ("point", "one_meeting_at_a_point")]
)
def test_without_its_constraint_both_would_win(edition, slots, organiser, shared, constraint):
    maker = (
        DelegateFactory(group__edition=edition)
        if shared == "delegate"
        else MeetingPointFactory(edition=edition)
    )
    acts = [arranging(slots[0], actor=organiser, **{shared: maker}) for _ in range(2)]
    with without(Occupancy, constraint):
        outcomes = at_once(*acts)
    assert [type(each) for each in outcomes] == [Meeting, Meeting]


def test_it_never_ends_in_a_deadlock_of_scheduler_and_organiser(edition, slots, organiser, monkeypatch):
    """The scheduler has the host's time and wants the delegate's; the organiser would take them the other way."""
    host, other = (ExhibitorFactory(edition=edition, approved=True) for _ in range(2))
    delegate = DelegateFactory(group__edition=edition)
    first = arranging(slots[0], actor=organiser, exhibitor=host)
    second = arranging(slots[0], actor=organiser, exhibitor=other, delegate=delegate)
    by_hand = arranging(slots[0], actor=organiser, exhibitor=host, delegate=delegate)
    proposal = ProposalFactory(edition=edition)
    for request, slot, point, representative in (first.args, second.args):
        ChangeFactory(
            proposal=proposal, request=request, slot=slot, point=point, representative=representative
        )
    pause = held_until_another_waits(proposals, "_apply", after=1, monkeypatch=monkeypatch)

    def the_organiser():
        pause.wait()
        return by_hand()

    placed, lost = at_once(lambda: proposals.accept(proposal, actor=organiser), the_organiser)
    assert placed == {"accepted": 2, "overtaken": 0}
    assert isinstance(lost, Refused), repr(lost)
    assert lost.alternatives


def test_an_allocation_is_taken_back_as_a_whole_or_not_at_all_while_one_answers(
    edition, organiser, monkeypatch
):
    allocation = AllocationFactory(edition=edition)
    for _each in range(2):
        StandFactory(allocation=allocation, booths=[BoothFactory(edition=edition)])
    allocations.accept(allocation, answer_by=timezone.now() + timedelta(days=7), actor=organiser)
    offer = BoothClaim.objects.first()
    pause = held_until_another_waits(booths, "_settle", after=1, monkeypatch=monkeypatch)

    def the_organiser():
        pause.wait()
        return allocations.take_back(allocation, actor=organiser)

    accepted, refused = at_once(lambda: booths.accept(offer, actor=organiser), the_organiser)
    assert accepted is None
    assert isinstance(refused, Refused), repr(refused)
    assert sorted(claim.state for claim in BoothClaim.objects.all()) == [Claim.LET, Claim.OFFERED]


def approved(edition):
    return ExhibitorFactory(edition=edition, approved=True, company=CompanyFactory(members=[UserFactory()]))


def test_it_gives_a_booth_to_one_of_two(edition, organiser):
    booth, free = BoothFactory(edition=edition), BoothFactory(edition=edition)
    BoothFactory(edition=edition, kind="raw")
    both = [approved(edition), approved(edition)]
    won, lost = winner_and_loser(
        at_once(*[partial(booths.give, booth, each, actor=organiser) for each in both])
    )
    assert BoothClaim.objects.get() == won
    assert won.state == Claim.LET
    assert lost.message == f"Booth {booth.number} is taken. Free ones of its kind:"
    assert lost.alternatives == [free.number]
    assert [each.address for each in Notification.objects.all()] == [
        won.exhibitor.company.members.get().email
    ]


def test_it_says_so_where_no_other_booth_is_free(edition, organiser):
    booth = BoothFactory(edition=edition)
    both = [approved(edition), approved(edition)]
    _won, lost = winner_and_loser(
        at_once(*[partial(booths.give, booth, each, actor=organiser) for each in both])
    )
    assert str(lost) == f"Booth {booth.number} is taken, and no other of its kind is free."


def test_it_offers_a_booth_to_one_while_it_is_given_to_another(edition, organiser):
    booth = BoothFactory(edition=edition)
    by = timezone.now() + timedelta(days=7)
    winner_and_loser(
        at_once(
            partial(booths.give, booth, approved(edition), actor=organiser),
            partial(booths.offer, booth, approved(edition), answer_by=by, actor=organiser),
        )
    )
    assert BoothClaim.objects.count() == 1


def test_it_lets_the_last_area_of_a_pavilion_once(edition, organiser):
    pavilion = PavilionFactory(edition=edition, area=9)
    acts = []
    for _ in range(2):
        booth = BoothFactory(edition=edition, pavilion=pavilion, area=9)
        exhibitor = approved(edition)
        type(exhibitor).objects.filter(pk=exhibitor.pk).update(pavilion=pavilion)
        acts.append(partial(booths.give, booth, exhibitor, actor=organiser))
    won, lost = winner_and_loser(at_once(*acts))
    pavilion.refresh_from_db()
    assert pavilion.area_let == 9
    assert BoothClaim.objects.get() == won
    assert str(lost).startswith("The pavilion has no area left for booth ")


def test_without_its_constraint_both_would_get_the_booth(edition, organiser):
    booth = BoothFactory(edition=edition)
    both = [approved(edition), approved(edition)]
    with without(BoothClaim, "one_holder_a_booth"):
        outcomes = at_once(*[partial(booths.give, booth, each, actor=organiser) for each in both])
    assert [type(each) for each in outcomes] == [BoothClaim, BoothClaim]


def test_it_answers_an_offer_once(edition, organiser):
    booth = BoothFactory(edition=edition)
    by = timezone.now() + timedelta(days=7)
    claim = booths.offer(booth, approved(edition), answer_by=by, actor=organiser)
    outcomes = at_once(
        partial(booths.accept, claim, actor=organiser), partial(booths.decline, claim, actor=organiser)
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["NoneType", "Refused"]
