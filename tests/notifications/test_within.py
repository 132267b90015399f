"""Every message says within which edition it was sent, so that its organisers, and no others, see that it went out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buyers.acts import news, requests
from buyers.models import Match
from exhibitors.acts import booths, registrations
from expo.fair.editions import name_of
from expo.fair.visible import names_of_own_editions
from expo.notifications.models import Notification
from tests import factories as make

pytestmark = pytest.mark.django_db
SOON = timezone.now() + timedelta(days=1)


@pytest.fixture
def edition():
    return make.EditionFactory(slots=1)


def exhibitor(edition, **fields):
    return make.ExhibitorFactory(edition=edition, company__members=[make.UserFactory()], **fields)


def request_of(edition, **fields):
    group = make.BuyerGroupFactory(edition=edition)
    return make.RequestFactory(
        delegate=make.DelegateFactory(group=group), exhibitor=exhibitor(edition, approved=True), **fields
    )


def decide(edition, actor):
    registrations.approve(exhibitor(edition, submitted=True), actor=actor)


def offer(edition, actor):
    booth = make.BoothFactory(edition=edition)
    booths.offer(booth, exhibitor(edition, approved=True), answer_by=SOON, actor=actor)


def answer(edition, actor):
    requests.accept(request_of(edition), actor=actor)


def meet(edition, actor):
    make.MeetingFactory(request=request_of(edition, accepted=True))


def tell_news(edition, actor):
    need = make.NeedFactory(delegate__group=make.BuyerGroupFactory(edition=edition))
    need.delegate.group.coordinations.update(news="at-once")
    news.note_in_transaction(Match.objects.filter(pk=make.MatchFactory(need=need).pk))


@pytest.mark.parametrize("happens", [decide, offer, answer, meet, tell_news])
def test_what_happens_in_an_edition_is_told_within_it(happens, edition):
    happens(edition, make.UserFactory())
    assert set(Notification.objects.values_list("within", flat=True)) == {name_of(edition.pk)}


def test_organisers_see_what_is_told_within_their_editions(edition):
    make.EditionFactory()
    assert names_of_own_editions(make.make_organiser(edition)) == [name_of(edition.pk)]
    assert names_of_own_editions(make.UserFactory()) == []
