"""Booths for all: proposed by a run, offered when an organiser says so, taken back while nobody has answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitors.acts import allocations, booths
from exhibitors.allocate_booths import KIND, allocate_all
from exhibitors.booth_reasons import Names, why_no_booth
from exhibitors.models import Allocation, BoothClaim, CompanyMember
from exhibitors.states import AllocationState, Claim
from expo.common.acts import Refused
from expo.fair.booth_numbers import in_short
from expo.notifications.models import Delivery, Notification
from expo.runs.kinds import Cancelled
from expo.runs.models import Run
from tests import factories as make
from tests.exhibitors.halls import row_of

pytestmark = pytest.mark.django_db(transaction=True)


def allocated(edition, organiser, **params):
    run = Run.objects.create(
        kind=KIND, about=f"fair.edition:{edition.pk}", params={"edition": edition.pk, "seconds": 1, **params}
    )
    outcome = allocate_all(run, lambda done, total: None)
    Run.objects.filter(pk=run.pk).update(state=Run.State.DONE)
    return Allocation.objects.get(pk=outcome["allocation"])


def in_a_week():
    return timezone.now() + timedelta(days=7)


def stand_of(allocation, exhibitor):
    return allocation.stands.get(exhibitor=exhibitor)


def member_of(exhibitor):
    user = make.UserFactory()
    CompanyMember.objects.create(company=exhibitor.company, user=user)
    return user


@pytest.fixture
def row(edition):
    """Five shell booths side by side."""
    return row_of(5, edition=edition)


@pytest.fixture
def one(edition, row):
    return make.ExhibitorFactory(edition=edition, approved=True, zone=row[0].zone)


@pytest.fixture
def three(edition, row):
    return make.ExhibitorFactory(edition=edition, approved=True, booth_area=27, zone=row[0].zone)


@pytest.fixture
def allocation(edition, organiser, one, three):
    return allocated(edition, organiser)


def test_a_run_proposes_booths_and_nobody_has_them_yet(allocation, one, three, row):
    assert stand_of(allocation, one).booths.count() == 1
    side_by_side = [booth.number for booth in stand_of(allocation, three).booths.order_by("number")]
    numbers = [booth.number for booth in row]
    assert side_by_side in [numbers[:3], numbers[1:4], numbers[2:]]
    assert not BoothClaim.objects.exists()
    assert not Notification.objects.exists()
    assert 0 < allocation.value <= allocation.bound


def test_who_has_a_booth_keeps_it_and_is_proposed_nothing(edition, organiser, one, three, row):
    booths.give(row[1], one, actor=organiser)
    allocation = allocated(edition, organiser)
    assert list(allocation.stands.values_list("exhibitor", flat=True)) == [three.pk]
    assert row[1] not in stand_of(allocation, three).booths.all()


def test_exhibits_that_are_too_heavy_for_every_floor_are_told_so(edition, organiser):
    hall = make.HallFactory(floor_load=1500)
    make.BoothFactory(edition=edition, hall=hall)
    heavy = make.ExhibitorFactory(edition=edition, approved=True, exhibit_weight=3000)
    because = stand_of(allocated(edition, organiser), heavy).because
    told = "The exhibits weigh 3000 kg/m²; no floor of such a booth bears more than 1500."
    assert why_no_booth(because, Names([because])) == told


def test_who_would_take_less_is_proposed_fewer_booths(edition, organiser, row):
    wide = make.ExhibitorFactory(edition=edition, approved=True, booth_area=54, accepts_smaller=True)
    stand = stand_of(allocated(edition, organiser), wide)
    assert (stand.booths.count(), stand.is_smaller) == (5, True)


def test_called_off_it_proposes_nothing(edition, row, one):
    run = Run.objects.create(kind=KIND, about="x", params={"edition": edition.pk, "seconds": 1})

    def called_off(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        allocate_all(run, called_off)
    assert not Allocation.objects.exists()


def test_its_company_sees_a_stand_offered_as_one(allocation, organiser, three, client):
    client.force_login(member_of(three))
    allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)
    page = client.get(f"/en/workspace/registrations/{three.pk}/").content.decode()
    numbers = in_short(claim.booth.number for claim in three.claims.all())
    assert f"Booths {numbers} are offered to you" in page
    assert page.count('value="accept"') == 1
    assert "27 m²" in page


def test_why_there_is_no_booth_is_said_in_words(edition, organiser, row):
    big = make.ExhibitorFactory(edition=edition, approved=True, booth_area=54)
    because = stand_of(allocated(edition, organiser), big).because
    assert why_no_booth(because, Names([because])) == "5 booths are free, but not 6 side by side."


def test_a_higher_priority_is_never_overtaken(edition, organiser, row):
    first = make.ExhibitorFactory(edition=edition, approved=True, booth_area=27, priority=1)
    wide = make.ExhibitorFactory(edition=edition, approved=True, booth_area=45, priority=2)
    allocation = allocated(edition, organiser)
    assert stand_of(allocation, first).booths.count() == 3
    assert stand_of(allocation, wide).because is not None


def test_accepted_the_booths_are_offered_and_each_company_is_told_once(allocation, organiser, three):
    user = member_of(three)
    until = in_a_week()
    assert allocations.accept(allocation, answer_by=until, actor=organiser) == {"offered": 2, "overtaken": 0}
    assert {claim.state for claim in BoothClaim.objects.all()} == {Claim.OFFERED}
    assert BoothClaim.objects.filter(exhibitor=three, answer_by=until).count() == 3
    [told] = Notification.objects.filter(recipient=user)
    assert (told.kind, "–" in told.facts["booth"]) == ("booth-offered", True)
    assert Delivery.objects.filter(notification=told).count() == 1
    allocation.refresh_from_db()
    assert allocation.state == AllocationState.ACCEPTED


def test_accepted_by_exhibitor_the_others_wait(allocation, organiser, one, three):
    allocations.accept(allocation, stand=stand_of(allocation, one), answer_by=in_a_week(), actor=organiser)
    assert {claim.exhibitor for claim in BoothClaim.objects.all()} == {one}
    assert [stand.exhibitor for stand in allocations.waiting(allocation)] == [three]


def test_accepted_by_hall_the_other_halls_wait(edition, organiser, row, one, three):
    elsewhere = make.BoothFactory(edition=edition, kind="raw", area=36, zone=row[0].zone)
    raw = make.ExhibitorFactory(edition=edition, approved=True, booth_kind="raw", booth_area=36)
    allocation = allocated(edition, organiser)
    allocations.accept(allocation, hall=elsewhere.hall, answer_by=in_a_week(), actor=organiser)
    assert {claim.exhibitor for claim in BoothClaim.objects.all()} == {raw}


def test_what_was_taken_meanwhile_is_left_out_whole(allocation, organiser, edition, one, three):
    taken = stand_of(allocation, three).booths.first()
    booths.give(taken, make.ExhibitorFactory(edition=edition, approved=True), actor=organiser)
    counts = allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)
    assert counts == {"offered": 1, "overtaken": 1}
    assert not BoothClaim.objects.filter(exhibitor=three).exists()


def test_a_stand_is_answered_as_one(allocation, organiser, three):
    user = member_of(three)
    allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)
    booths.accept(BoothClaim.objects.filter(exhibitor=three).first(), actor=user)
    assert [claim.state for claim in BoothClaim.objects.filter(exhibitor=three)] == [Claim.LET] * 3
    told = Notification.objects.filter(recipient=user).values_list("kind", flat=True)
    assert sorted(told) == ["booth-let", "booth-offered"]


def test_a_stand_is_turned_down_as_one(allocation, organiser, three):
    user = member_of(three)
    allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)
    booths.decline(BoothClaim.objects.filter(exhibitor=three).last(), actor=user)
    assert {claim.state for claim in BoothClaim.objects.filter(exhibitor=three)} == {Claim.DECLINED}


def test_an_offer_of_a_stand_that_nobody_answers_lapses_with_one_message(allocation, organiser, three):
    user = member_of(three)
    allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)
    BoothClaim.objects.update(answer_by=timezone.now())
    booths.lapse_due(actor=None)
    told = Notification.objects.filter(recipient=user).values_list("kind", flat=True)
    assert sorted(told) == ["booth-offer-lapsed", "booth-offered"]


def test_an_organiser_proposes_other_booths_and_sees_what_that_is_worth(allocation, organiser, one, row):
    elsewhere = make.BoothFactory(edition=row[0].edition)
    before, after = allocations.propose_other(stand_of(allocation, one), [elsewhere], actor=organiser)
    assert before - after >= 40  # the zone that it wished for, at the least
    assert list(stand_of(allocation, one).booths.all()) == [elsewhere]
    allocation.refresh_from_db()
    assert (allocation.value, allocation.version) == (after, 2)
    back, again = allocations.propose_other(
        stand_of(allocation, one),
        [booth for booth in row if not allocation.stands.filter(booths=booth).exists()][:1],
        actor=organiser,
    )
    assert (back, again > after) == (after, True)


def test_who_has_none_can_be_proposed_some_by_hand(edition, organiser, row):
    wide = make.ExhibitorFactory(edition=edition, approved=True, booth_area=54)
    allocation = allocated(edition, organiser)
    allocations.propose_other(stand_of(allocation, wide), row[:2], actor=organiser)
    stand = stand_of(allocation, wide)
    assert (stand.because, stand.is_smaller, stand.booths.count()) == (None, True, 2)


def test_booths_that_are_taken_or_proposed_for_others_cannot_be_proposed(
    allocation, organiser, edition, one, three, row
):
    theirs = stand_of(allocation, three).booths.first()
    with pytest.raises(Refused, match="is proposed for"):
        allocations.propose_other(stand_of(allocation, one), [theirs], actor=organiser)
    taken = make.BoothFactory(edition=edition)
    booths.give(taken, make.ExhibitorFactory(edition=edition, approved=True), actor=organiser)
    with pytest.raises(Refused, match="is taken"):
        allocations.propose_other(stand_of(allocation, one), [taken], actor=organiser)
    foreign = make.BoothFactory(edition=edition, pavilion=make.PavilionFactory(edition=edition))
    with pytest.raises(Refused, match="pavilion"):
        allocations.propose_other(stand_of(allocation, one), [foreign], actor=organiser)


@pytest.mark.parametrize(
    ("exhibit", "hall", "told"),
    [
        ({"exhibit_weight": 3000}, {"floor_load": 1500}, "weigh 3000 kg/m².* bears 1500"),
        ({"exhibit_height": 500}, {"height_limit": 400}, "are 500 cm high.* allows 400"),
    ],
)
def test_nobody_is_proposed_a_booth_that_does_not_bear_the_exhibits(
    exhibit, hall, told, allocation, organiser, edition, one
):
    booth = make.BoothFactory(edition=edition, hall=make.HallFactory(**hall))
    type(one).objects.filter(pk=one.pk).update(**exhibit)
    with pytest.raises(Refused, match=told):
        allocations.propose_other(stand_of(allocation, one), [booth], actor=organiser)


def test_no_booth_at_all_is_nothing_to_propose(allocation, organiser, one):
    with pytest.raises(Refused, match="at least one booth"):
        allocations.propose_other(stand_of(allocation, one), [], actor=organiser)


def test_a_booth_named_twice_counts_once(edition, organiser, row):
    wide = make.ExhibitorFactory(edition=edition, approved=True, booth_area=54)
    allocation = allocated(edition, organiser)
    allocations.propose_other(stand_of(allocation, wide), [row[0]] * 6, actor=organiser)
    assert stand_of(allocation, wide).is_smaller


def test_it_can_be_taken_back_while_nobody_has_answered(allocation, organiser, three):
    user = member_of(three)
    allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)
    assert allocations.take_back(allocation, actor=organiser) == 4
    assert {claim.state for claim in BoothClaim.objects.all()} == {Claim.RELEASED}
    told = Notification.objects.filter(recipient=user).values_list("kind", flat=True)
    assert sorted(told) == ["booth-offered", "booth-released"]
    allocation.refresh_from_db()
    assert allocation.state == AllocationState.TAKEN_BACK


def test_once_somebody_has_answered_it_cannot_be_taken_back(allocation, organiser, one):
    allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)
    booths.decline(BoothClaim.objects.get(exhibitor=one), actor=organiser)
    with pytest.raises(Refused, match="answered already"):
        allocations.take_back(allocation, actor=organiser)
    assert BoothClaim.objects.filter(state=Claim.OFFERED).count() == 3


def test_a_later_run_replaces_what_still_waits(allocation, edition, organiser):
    later = allocated(edition, organiser)
    allocation.refresh_from_db()
    assert (allocation.state, later.state) == (AllocationState.REPLACED, AllocationState.OPEN)
    with pytest.raises(Refused, match="decided already"):
        allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)


def test_a_date_that_has_passed_is_refused(allocation, organiser):
    with pytest.raises(Refused, match="passed"):
        allocations.accept(allocation, answer_by=timezone.now(), actor=organiser)


def test_it_is_offered_in_the_same_number_of_queries_however_many_there_are(
    edition, organiser, django_assert_max_num_queries
):
    row = row_of(12, edition=edition)
    for _number in range(4):
        make.ExhibitorFactory(
            edition=edition,
            approved=True,
            booth_area=18,
            zone=row[0].zone,
            company__members=[make.UserFactory()],
        )
    allocation = allocated(edition, organiser)
    with django_assert_max_num_queries(MOST_QUERIES):
        allocations.accept(allocation, answer_by=in_a_week(), actor=organiser)


MOST_QUERIES = 30


def test_freed_booths_go_to_who_waits_but_not_to_who_refused(edition, organiser, row, three):
    waiting = make.ExhibitorFactory(
        edition=edition, approved=True, booth_area=27, priority=9, zone=row[0].zone
    )
    first = allocated(edition, organiser)
    assert stand_of(first, waiting).because
    allocations.accept(first, answer_by=in_a_week(), actor=organiser)
    booths.decline(BoothClaim.objects.filter(exhibitor=three).first(), actor=member_of(three))
    again = allocated(edition, organiser, freed_only=True)
    assert stand_of(again, waiting).booths.count() == 3
    assert not again.stands.filter(exhibitor=three).exists()
    assert again.value <= again.bound


def test_who_let_an_offer_pass_is_not_asked_again_even_before_it_is_marked(edition, organiser, row, one):
    allocations.accept(allocated(edition, organiser), answer_by=in_a_week(), actor=organiser)
    BoothClaim.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    assert not allocated(edition, organiser, freed_only=True).stands.exists()


def test_freed_booths_move_nobody(edition, organiser, row, one, three):
    allocations.accept(allocated(edition, organiser), answer_by=in_a_week(), actor=organiser)
    before = set(BoothClaim.objects.values_list("booth", "exhibitor", "state"))
    assert not allocated(edition, organiser, freed_only=True).stands.exists()
    assert set(BoothClaim.objects.values_list("booth", "exhibitor", "state")) == before
