"""Booths: one holder each, offers that lapse, and pavilions that never have more let than they have."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitors.acts import booths, registrations
from exhibitors.models import BoothClaim
from exhibitors.states import CLAIM, Claim, Registration
from exhibitors.tasks import lapse_offers
from expo.common.acts import Refused
from expo.fair.models import MeetingPoint
from expo.notifications.models import Notification
from tests import factories as make


@pytest.fixture
def booth(edition):
    return make.BoothFactory(edition=edition)


@pytest.fixture
def offer(booth, exhibitor, organiser):
    return booths.offer(booth, exhibitor, answer_by=timezone.now() + timedelta(days=3), actor=organiser)


def run_out(claim):
    BoothClaim.objects.filter(pk=claim.pk).update(answer_by=timezone.now() - timedelta(seconds=1))


def is_free(booth):
    return booths.free_booths(booth.edition).filter(pk=booth.pk).exists()


def kinds_told(user):
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))


def another(edition, **fields):
    return make.ExhibitorFactory(edition=edition, approved=True, **fields)


class TestGiving:
    def test_it_lets_the_booth_sets_a_table_and_tells_the_company(self, booth, exhibitor, member, organiser):
        claim = booths.give(booth, exhibitor, actor=organiser)
        assert claim.state == Claim.LET
        assert not is_free(booth)
        assert MeetingPoint.objects.get().booth == booth
        assert kinds_told(member) == ["booth-let"]

    def test_it_refuses_a_taken_one_and_names_what_is_free(self, booth, exhibitor, edition, organiser):
        booths.give(booth, another(edition), actor=organiser)
        free = make.BoothFactory(edition=edition, hall=booth.hall)
        make.BoothFactory(edition=edition, hall=booth.hall, kind="raw")
        with pytest.raises(Refused) as refused:
            booths.give(booth, exhibitor, actor=organiser)
        assert refused.value.alternatives == [free.number]
        assert booth.number in refused.value.message
        assert exhibitor.claims.count() == 0

    def test_it_says_where_none_of_the_kind_is_free(self, booth, exhibitor, edition, organiser):
        booths.give(booth, another(edition), actor=organiser)
        with pytest.raises(Refused, match="no other of its kind"):
            booths.give(booth, exhibitor, actor=organiser)

    def test_it_names_no_pavilions_booths_to_others(self, booth, exhibitor, edition, organiser):
        booths.give(booth, another(edition), actor=organiser)
        make.BoothFactory(edition=edition, pavilion=make.PavilionFactory(edition=edition))
        with pytest.raises(Refused) as refused:
            booths.give(booth, exhibitor, actor=organiser)
        assert refused.value.alternatives == []

    @pytest.mark.parametrize("state", sorted(set(Registration) - {Registration.APPROVED}))
    def test_it_is_for_approved_exhibitors_alone(self, state, booth, edition, organiser):
        row = make.ExhibitorFactory(edition=edition, state=state)
        with pytest.raises(Refused, match="approved"):
            booths.give(booth, row, actor=organiser)
        assert is_free(booth)

    def test_it_stays_within_an_edition(self, booth, organiser):
        with pytest.raises(Refused, match="different editions"):
            booths.give(booth, another(make.EditionFactory()), actor=organiser)
        assert is_free(booth)

    def test_it_gives_the_same_exhibitor_several(self, booth, exhibitor, edition, organiser):
        booths.give(booth, exhibitor, actor=organiser)
        booths.give(make.BoothFactory(edition=edition), exhibitor, actor=organiser)
        assert exhibitor.claims.filter(state=Claim.LET).count() == 2


class TestAnOffer:
    def test_it_holds_the_booth_and_tells_until_when(self, offer, booth, member):
        assert not is_free(booth)
        letter = Notification.objects.get(recipient=member)
        assert letter.kind == "booth-offered"
        assert letter.text.title
        assert booth.number in letter.text.body
        local = offer.answer_by.astimezone(booth.edition.zone)
        assert f"{local.year}年{local.month}月{local.day}日" in letter.text.body

    def test_it_is_accepted(self, offer, booth, exhibitor, member):
        booths.accept(offer, actor=member)
        offer.refresh_from_db()
        assert (offer.state, offer.version) == (Claim.LET, 2)
        assert MeetingPoint.objects.filter(booth=booth).exists()
        assert kinds_told(member) == ["booth-offered", "booth-let"]

    def test_it_is_declined(self, offer, booth, member):
        booths.decline(offer, actor=member)
        assert is_free(booth)
        with pytest.raises(Refused):
            booths.accept(offer, actor=member)

    def test_it_needs_a_date_to_come(self, booth, exhibitor, organiser):
        with pytest.raises(Refused, match="passed"):
            booths.offer(booth, exhibitor, answer_by=timezone.now(), actor=organiser)
        assert is_free(booth)

    def test_it_holds_nothing_once_its_time_is_over(self, offer, booth, member):
        run_out(offer)
        assert is_free(booth)
        with pytest.raises(Refused, match="open until"):
            booths.accept(offer, actor=member)
        offer.refresh_from_db()
        assert offer.state == Claim.OFFERED

    def test_it_lapses_by_itself_and_tells_once(self, offer, booth, member, edition, organiser):
        other = make.BoothFactory(edition=edition)
        live = booths.offer(
            other, another(edition), answer_by=timezone.now() + timedelta(days=1), actor=organiser
        )
        run_out(offer)
        assert lapse_offers() == 1
        assert lapse_offers() == 0
        offer.refresh_from_db()
        live.refresh_from_db()
        assert (offer.state, live.state) == (Claim.LAPSED, Claim.OFFERED)
        assert is_free(booth)
        assert kinds_told(member) == ["booth-offered", "booth-offer-lapsed"]

    def test_it_gives_way_to_another_once_it_is_over(self, offer, booth, edition, member, organiser):
        run_out(offer)
        claim = booths.give(booth, another(edition), actor=organiser)
        offer.refresh_from_db()
        assert (offer.state, claim.state) == (Claim.LAPSED, Claim.LET)
        assert kinds_told(member) == ["booth-offered", "booth-offer-lapsed"]
        with pytest.raises(Refused):
            booths.accept(offer, actor=member)


@pytest.mark.parametrize("state", Claim)
@pytest.mark.parametrize(
    ("act", "then"),
    [(booths.accept, Claim.LET), (booths.decline, Claim.DECLINED), (booths.release, Claim.RELEASED)],
)
def test_it_goes_from_state_to_state_as_the_table_says(act, then, state, booth, exhibitor, organiser):
    later = timezone.now() + timedelta(days=1)
    claim = make.BoothClaimFactory(booth=booth, exhibitor=exhibitor, state=state, answer_by=later)
    if then in CLAIM[state]:
        act(claim, actor=organiser)
    else:
        with pytest.raises(Refused):
            act(claim, actor=organiser)
    claim.refresh_from_db()
    assert claim.state == (then if then in CLAIM[state] else state)


def test_it_tells_the_company_that_a_booth_is_taken_back(booth, exhibitor, member, organiser):
    claim = booths.give(booth, exhibitor, actor=organiser)
    booths.release(claim, actor=organiser)
    assert is_free(booth)
    assert kinds_told(member) == ["booth-let", "booth-released"]


class TestAPavilion:
    """18 m² of area, three booths of 9 m²: two can be let."""

    @pytest.fixture
    def pavilion(self, edition):
        return make.PavilionFactory(edition=edition, area=18)

    @pytest.fixture
    def places(self, pavilion, edition):
        return make.BoothFactory.create_batch(3, edition=edition, pavilion=pavilion)

    @pytest.fixture
    def own(self, pavilion, edition, member):
        return another(edition, pavilion=pavilion, company__members=[member])

    def area_let(self, pavilion):
        pavilion.refresh_from_db()
        return pavilion.area_let

    def test_it_gives_booths_to_its_exhibitors_alone(self, places, exhibitor, edition, organiser):
        with pytest.raises(Refused, match="pavilion that this exhibitor is not in"):
            booths.give(places[0], exhibitor, actor=organiser)
        other = another(edition, pavilion=make.PavilionFactory(edition=edition))
        with pytest.raises(Refused):
            booths.offer(places[0], other, answer_by=timezone.now() + timedelta(days=1), actor=organiser)
        assert is_free(places[0])

    def test_it_never_has_more_let_than_its_area(self, pavilion, places, own, organiser):
        for place in places[:2]:
            booths.give(place, own, actor=organiser)
        with pytest.raises(Refused, match="no area left"):
            booths.give(places[2], own, actor=organiser)
        assert self.area_let(pavilion) == 18
        assert is_free(places[2])

    def test_it_counts_an_offer_when_it_is_accepted(self, pavilion, places, own, member, organiser):
        claims = [
            booths.offer(place, own, answer_by=timezone.now() + timedelta(days=1), actor=organiser)
            for place in places
        ]
        assert self.area_let(pavilion) == 0
        booths.accept(claims[0], actor=member)
        booths.accept(claims[1], actor=member)
        with pytest.raises(Refused, match="no area left"):
            booths.accept(claims[2], actor=member)
        claims[2].refresh_from_db()
        assert (claims[2].state, self.area_let(pavilion)) == (Claim.OFFERED, 18)
        booths.decline(claims[2], actor=member)
        assert self.area_let(pavilion) == 18

    def test_it_has_the_area_again_when_a_booth_comes_back(self, pavilion, places, own, organiser):
        claim = booths.give(places[0], own, actor=organiser)
        assert self.area_let(pavilion) == 9
        booths.release(claim, actor=organiser)
        with pytest.raises(Refused):
            booths.release(claim, actor=organiser)
        assert self.area_let(pavilion) == 0

    def test_it_has_the_area_again_when_an_exhibitor_leaves(self, pavilion, places, own, member, organiser):
        booths.give(places[0], own, actor=organiser)
        booths.give(places[1], own, actor=organiser)
        registrations.withdraw(own, actor=member)
        assert self.area_let(pavilion) == 0

    def test_it_keeps_its_area_when_an_offer_lapses(self, pavilion, places, own, organiser):
        booths.give(places[0], own, actor=organiser)
        run_out(booths.offer(places[1], own, answer_by=timezone.now() + timedelta(days=1), actor=organiser))
        lapse_offers()
        assert self.area_let(pavilion) == 9

    def test_it_lets_on_its_page_what_is_free(self, pavilion, places, own, edition, client):
        user = make.UserFactory()
        make.RoleFactory(edition=edition, user=user, kind="pavilion-organiser", pavilion=pavilion)
        client.force_login(user)
        path = f"/en/workspace/pavilions/{pavilion.pk}/"
        answer = client.post(path, {"booth": places[0].pk, "exhibitor": own.pk}, follow=True)
        assert answer.redirect_chain == [(path, 302)]
        assert "9 of 18" in answer.content.decode()
        assert client.post(path, {"booth": places[0].pk, "exhibitor": own.pk}).context["form"].errors["booth"]
