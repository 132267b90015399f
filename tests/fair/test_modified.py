"""Since when a row is as it is: kept by the database, whoever writes."""

import pytest

from exhibitors.models import BoothClaim, Exhibitor, Product
from expo.fair.models import Booth, Zone
from tests import factories as make

pytestmark = pytest.mark.django_db


def modified(row):
    row.refresh_from_db(fields=["modified_at"])
    return row.modified_at


def test_a_conditional_update_counts_as_a_change():
    zone = make.ZoneFactory()
    before = modified(zone)
    Zone.objects.filter(pk=zone.pk).update(raw_minimum=72)
    assert modified(zone) > before


def test_rows_written_in_one_statement_have_times_of_their_own():
    edition = make.EditionFactory()
    zones = Zone.objects.bulk_create(Zone(edition=edition, code=f"z{n}", name=f"Z {n}") for n in range(20))
    assert len({modified(zone) for zone in zones}) > 1


@pytest.mark.parametrize("step", ["insert", "update", "delete"])
def test_an_exhibitor_changes_with_its_products(step):
    exhibitor = make.ExhibitorFactory()
    product = None if step == "insert" else make.ProductFactory(exhibitor=exhibitor)
    before = modified(exhibitor)
    if step == "insert":
        make.ProductFactory(exhibitor=exhibitor)
    else:
        rows = Product.objects.filter(pk=product.pk)
        rows.update(name="New") if step == "update" else rows.delete()
    assert modified(exhibitor) > before


def test_an_exhibitor_and_its_booth_change_with_the_claim_and_others_do_not():
    claim = make.BoothClaimFactory()
    other = make.ExhibitorFactory()
    before = modified(claim.exhibitor), modified(claim.booth), modified(other)
    BoothClaim.objects.filter(pk=claim.pk).update(state="let")
    assert modified(claim.exhibitor) > before[0]
    assert modified(claim.booth) > before[1]
    assert modified(other) == before[2]


def test_an_exhibitor_changes_with_its_company():
    exhibitor = make.ExhibitorFactory()
    before = modified(exhibitor)
    exhibitor.company.name = "Renamed"
    exhibitor.company.save(update_fields=["name"])
    assert modified(exhibitor) > before


def test_its_history_does_not_grow_by_being_touched():
    exhibitor = make.ExhibitorFactory()
    versions = Exhibitor.pgh_event_models if hasattr(Exhibitor, "pgh_event_models") else None
    assert versions
    events = next(iter(versions.values())).objects.filter(pgh_obj_id=exhibitor.pk)
    before = events.count()
    make.ProductFactory(exhibitor=exhibitor)
    assert events.count() == before


def test_booths_are_as_new_as_their_row():
    booth = make.BoothFactory()
    before = modified(booth)
    Booth.objects.filter(pk=booth.pk).update(area=10)
    assert modified(booth) > before
