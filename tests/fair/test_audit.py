"""The audit knows each version of a row, who made it and by which act, and cannot be changed."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from exhibitors.acts import booths, products, registrations
from exhibitors.models import BoothClaim, Exhibitor, Product
from expo.fair import acts
from expo.fair.models import Role
from expo.people.models import User
from tests.factories import (
    BoothFactory,
    EditionFactory,
    ExhibitorFactory,
    ProductFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory()


def events(row_or_model):
    """Return the audit of a row, or of a whole model, oldest first."""
    model = row_or_model if isinstance(row_or_model, type) else type(row_or_model)
    found = apps.get_model(model._meta.app_label, f"{model.__name__}Event").objects.order_by("pgh_id")
    return found if isinstance(row_or_model, type) else found.filter(pgh_obj_id=row_or_model.pk)


def who_and_what(event):
    return event.pgh_context.metadata["actor"], event.pgh_context.metadata["act"]


def test_it_knows_who_entered_changed_and_removed_a_row(actor):
    exhibitor = ExhibitorFactory()
    product = products.add(exhibitor, {"name": "Durian", "hs_code": "0810"}, sectors=[], actor=actor)
    other = UserFactory()
    products.change(product, {"name": "Fresh durian"}, actor=other)
    products.remove(product, actor=actor)
    entered, changed, removed = events(Product)
    assert [each.pgh_label for each in (entered, changed, removed)] == ["insert", "update", "delete"]
    assert [each.name for each in (entered, changed, removed)] == ["Durian", "Fresh durian", "Fresh durian"]
    assert who_and_what(entered) == (actor.pk, "exhibitors.acts.products.add")
    assert who_and_what(changed) == (other.pk, "exhibitors.acts.products.change")
    assert who_and_what(removed) == (actor.pk, "exhibitors.acts.products.remove")


def test_it_sees_conditional_updates(actor):
    exhibitor = ExhibitorFactory(complete=True)
    registrations.submit(exhibitor, actor=actor)
    last = events(exhibitor).last()
    assert (last.pgh_label, last.state) == ("update", "submitted")
    assert who_and_what(last) == (actor.pk, "exhibitors.acts.registrations.submit")


def test_it_sees_every_row_of_a_bulk_update(actor):
    for _ in range(3):
        ExhibitorFactory()
    before = events(Exhibitor).count()
    Exhibitor.objects.update(remark="seen")
    added = list(events(Exhibitor))[before:]
    assert [(each.pgh_label, each.remark) for each in added] == [("update", "seen")] * 3


def test_it_knows_the_act_of_every_row_that_a_bulk_act_changes():
    edition = EditionFactory()
    by = timezone.now() + timedelta(days=1)
    for _ in range(3):
        exhibitor = ExhibitorFactory(edition=edition, approved=True)
        booths.offer(BoothFactory(edition=edition), exhibitor, answer_by=by, actor=UserFactory())
    BoothClaim.objects.update(answer_by=timezone.now() - timedelta(seconds=1))
    assert booths.lapse_due(actor=None) == 3
    lapsed = events(BoothClaim).filter(state="lapsed")
    assert [who_and_what(each) for each in lapsed] == [(None, "exhibitors.acts.booths.lapse_due")] * 3


def test_it_groups_the_rows_of_one_act(actor):
    edition = EditionFactory()
    exhibitor = ExhibitorFactory(edition=edition, approved=True)
    claim = booths.give(BoothFactory(edition=edition), exhibitor, actor=actor)
    registrations.withdraw(exhibitor, actor=actor)
    of_exhibitor, of_claim = events(exhibitor).last(), events(claim).last()
    assert (of_exhibitor.state, of_claim.state) == ("withdrawn", "released")
    assert of_exhibitor.pgh_context_id == of_claim.pgh_context_id


def test_it_keeps_nothing_of_an_act_that_was_refused(actor):
    exhibitor = ExhibitorFactory()
    before = events(exhibitor).count()
    with pytest.raises(Exception, match="Still missing"):
        registrations.submit(exhibitor, actor=actor)
    assert events(exhibitor).count() == before


def test_it_knows_who_gave_and_took_a_role(actor):
    role = acts.grant(EditionFactory(), UserFactory(), Role.Kind.COORDINATOR, actor=actor)
    acts.revoke(role, actor=actor)
    assert [(each.pgh_label, *who_and_what(each)) for each in events(Role)] == [
        ("insert", actor.pk, "expo.fair.acts.grant"),
        ("delete", actor.pk, "expo.fair.acts.revoke"),
    ]


def test_it_outlives_the_row(actor):
    product = ProductFactory()
    key = product.pk
    product.delete()
    assert events(Product).filter(pgh_obj_id=key).count() == 2


@pytest.mark.parametrize(
    "attack",
    [
        lambda rows: rows.update(remark="forged"),
        lambda rows: rows.delete(),
        lambda rows: rows.first().delete(),
        lambda rows: type(rows.first())(**rows.values().first() | {"remark": "forged"}).save(),
        lambda rows: sql(f"UPDATE {rows.model._meta.db_table} SET remark = 'forged'"),
        lambda rows: sql(f"DELETE FROM {rows.model._meta.db_table}"),
    ],
    ids=["bulk update", "bulk delete", "delete", "save", "SQL update", "SQL delete"],
)
def test_nobody_changes_or_removes_what_it_knows(attack):
    rows = events(ExhibitorFactory())
    before = list(rows.values())
    with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"), transaction.atomic():
        attack(rows)
    assert list(rows.values()) == before


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_holds_no_secrets():
    columns = {field.name for field in events(User).model._meta.get_fields()}
    assert not columns & {"password", "last_login"}
    assert "token_hash" not in {
        field.name for field in apps.get_model("people", "InvitationEvent")._meta.get_fields()
    }
