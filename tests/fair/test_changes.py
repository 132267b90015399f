"""What the public pages count is kept, and never for longer than it is true."""

import pytest
from django.urls import reverse

from exhibitors.states import Claim, Registration
from expo.fair.changes import add_up, kept_until_changed
from expo.fair.models import Bloc, BlocMembership, Change, Edition
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return Edition.objects.get(pk=make.EditionFactory(published=True).pk)


@pytest.fixture
def exhibitor(edition):
    return make.ExhibitorFactory(edition=edition, approved=True)


@pytest.fixture
def is_kept(edition):
    """Whether what was counted before is still taken for true."""
    times = iter(range(100))

    def count():
        return kept_until_changed(Edition.objects.get(pk=edition.pk), "times", lambda: next(times))

    def since(change):
        before = count()
        assert count() == before
        change()
        return count() == before

    return since


def product_of(exhibitor):
    return make.ProductFactory(exhibitor=exhibitor)


def let_booth(exhibitor):
    return make.BoothClaimFactory(exhibitor=exhibitor, booth__edition=exhibitor.edition, state=Claim.LET)


CHANGES = {
    "an exhibitor is withdrawn": lambda one: (
        type(one).objects.filter(pk=one.pk).update(state=Registration.WITHDRAWN)
    ),
    "its company is called otherwise": lambda one: (
        type(one.company).objects.filter(pk=one.company_id).update(name="New")
    ),
    "it shows one more product": product_of,
    "it has one more sector": lambda one: one.sectors.add(make.SectorFactory()),
    "its product has one more sector": lambda one: one.products.get().sectors.add(make.SectorFactory()),
    "it gets a booth": let_booth,
    "its booth moves to another zone": lambda one: type(one.claims.get().booth).objects.update(
        zone=make.ZoneFactory(edition=one.edition)
    ),
    "a zone gets another code": lambda one: one.edition.zones.filter(booths__claims__exhibitor=one).update(
        code="other"
    ),
    "a section gets another code": lambda one: one.edition.sections.update(code="other"),
    "a bloc gets a member": lambda one: BlocMembership.objects.create(
        bloc=Bloc.objects.create(code="new", name="New"), economy=one.company.economy, since="2000-01-01"
    ),
    "the edition opens on another day": lambda one: Edition.objects.update(opens_on="2000-01-01"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_counted_anew_when(change, exhibitor, is_kept):
    product_of(exhibitor)
    let_booth(exhibitor)
    make.SectionFactory(edition=exhibitor.edition)
    make.ZoneFactory(edition=exhibitor.edition)
    assert not is_kept(lambda: CHANGES[change](exhibitor))


def test_what_strangers_do_not_see_changes_nothing(edition, is_kept):
    draft = make.ExhibitorFactory(edition=edition)
    assert is_kept(lambda: product_of(draft))


def test_adding_up_leaves_one_row_and_changes_nothing(exhibitor, is_kept):
    let_booth(exhibitor)
    assert Change.objects.count() > 1
    assert is_kept(add_up)
    assert Change.objects.count() == 1
    assert is_kept(add_up)
    assert not is_kept(lambda: product_of(exhibitor))


def test_adding_up_nothing_is_nothing():
    Change.objects.all().delete()
    add_up()
    assert not Change.objects.exists()


def test_the_directory_tells_what_is_there_now(client, exhibitor):
    def told():
        return client.get(reverse("directory")).context["tabs"]

    assert [number for _kind, number, *_ in told()] == [1, 0]
    product_of(exhibitor)
    assert [number for _kind, number, *_ in told()] == [1, 1]
    type(exhibitor).objects.update(state=Registration.REJECTED)
    assert [number for _kind, number, *_ in told()] == [0, 0]
