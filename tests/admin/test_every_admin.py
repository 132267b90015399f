"""What every list and page of the admin keeps to, new ones included."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from buyers.models import Companion, InterpreterLanguage, InterpreterShift, MatchNews, Meeting, MeetingRequest
from exhibitors.models import BoothClaim, Exhibitor, Word
from expo.fair.models import Change, Economy, NomenclatureLevel
from expo.notifications.models import Delivery, Notification
from expo.people.models import User
from tests import factories as make
from tests.admin.makers import MAKERS

MOST_QUERIES = 30
GROWING = [MeetingRequest, Meeting, BoothClaim, Exhibitor, Notification, Delivery, User]
OWN = ("fair", "people", "notifications", "runs", "exhibitors", "buyers")
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return [query["sql"] for query in captured]


def test_it_shows_every_model_of_ours():
    ours = {
        model
        for label in OWN
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_tracked_model") and not model._meta.proxy
    }
    notes_of_its_own = {Change, MatchNews, Word}
    on_the_page_of_another = {Companion, InterpreterLanguage, InterpreterShift}
    assert ours - set(REGISTERED) == notes_of_its_own | on_the_page_of_another


def test_it_knows_how_to_make_rows_of_all_that_is_shown():
    assert set(REGISTERED) - set(MAKERS) == set()


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_it_makes_the_same_queries_for_one_row_and_for_three(model, edition, as_superuser):
    path = address(model, "changelist")
    as_superuser.get(path)  # what is cached for good is cached by now
    MAKERS[model](edition)
    one = queries_of(as_superuser, path)
    MAKERS[model](edition)
    MAKERS[model](edition)
    assert model is NomenclatureLevel or model._base_manager.count() >= 3
    three = queries_of(as_superuser, path)
    assert len(three) == len(one), "\n".join(three)
    assert len(three) <= MOST_QUERIES


@pytest.mark.parametrize("model", GROWING, ids=lambda model: model._meta.label)
def test_what_grows_with_the_fair_is_counted_once_and_not_looked_through_for_filters(
    model, edition, as_superuser
):
    MAKERS[model](edition)
    asked = queries_of(as_superuser, address(model, "changelist"))
    assert not [sql for sql in asked if "DISTINCT" in sql or "MIN(" in sql]
    counts = [sql for sql in asked if "COUNT(*)" in sql and f'FROM "{model._meta.db_table}"' in sql]
    assert len(counts) == 1


@pytest.mark.parametrize("model", [MeetingRequest, BoothClaim])
@pytest.mark.parametrize(
    ("from_day", "to_day", "found"),
    [
        (0, 0, 1),
        (-1, 1, 1),
        (1, None, 0),
        (None, -1, 0),
        (None, 0, 1),
        (None, "soon", 1),
        (None, "9999-12-31", 1),
    ],
)
def test_a_list_can_be_narrowed_to_some_days(from_day, to_day, found, model, edition, as_superuser):
    MAKERS[model](edition)
    today = localdate(model.objects.get().created_at)
    days = {"created_at_from": from_day, "created_at_to": to_day}
    asked = {
        name: (today + timedelta(day)).isoformat() if isinstance(day, int) else day
        for name, day in days.items()
        if day is not None
    }
    answer = as_superuser.get(address(model, "changelist"), asked)
    assert answer.context["cl"].result_count == found


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_it_opens_lists_and_pages_to_an_organiser(model, edition, as_organiser, organiser):
    MAKERS[model](edition)
    if not organiser.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
        assert as_organiser.get(address(model, "changelist")).status_code == 403
        return
    assert as_organiser.get(address(model, "changelist"), {"q": "a"}).status_code == 200
    seen = admin.site._registry[model].visible(request_of(organiser)).first()
    assert len(queries_of(as_organiser, address(model, "change", seen.pk))) <= MOST_QUERIES
    assert as_organiser.get(address(model, "history", seen.pk)).status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_it_says_what_would_go_with_a_row_that_may_be_deleted(model, edition, as_superuser, superuser):
    MAKERS[model](edition)
    request, of_model = request_of(superuser), admin.site._registry[model]
    row = of_model.get_queryset(request).first()
    may = of_model.has_delete_permission(request, row)
    answer = as_superuser.get(address(model, "delete", row.pk))
    assert answer.status_code == (200 if may else 403)


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_it_opens_a_page_to_add_rows_where_rows_may_be_added(model, edition, as_superuser, superuser):
    may = admin.site._registry[model].has_add_permission(request_of(superuser))
    assert as_superuser.get(address(model, "add")).status_code == (200 if may else 403)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_it_opens_the_page_of_every_act(model, edition, as_superuser):
    MAKERS[model](edition)
    own = admin.site._registry[model]
    row = model._base_manager.order_by("-pk").first()
    for name in own.actions_list:
        assert as_superuser.get(address(model, name)).status_code == 200, name
    for name in {*own.actions_detail, *own.actions_row}:
        response = as_superuser.get(address(model, name, row.pk))
        assert response.status_code == 200 or list(get_messages(response.wsgi_request)), name
        assert as_superuser.get(address(model, name, 0)).status_code == 404


@pytest.mark.parametrize(
    ("row", "add"),
    [
        (
            lambda edition: make.ExhibitorFactory(edition=edition, approved=True),
            lambda row: (
                make.BoothClaimFactory(exhibitor=row, booth=make.BoothFactory(edition=row.edition)),
                make.RepresentativeFactory(exhibitor=row),
            ),
        ),
        (
            lambda edition: make.CompanyFactory(),
            lambda row: row.memberships.create(user=make.UserFactory()),
        ),
        (
            lambda edition: make.BuyerGroupFactory(edition=edition),
            lambda row: row.coordinations.create(user=make.UserFactory()),
        ),
        (lambda edition: make.VenueFactory(), lambda row: make.HallFactory(venue=row)),
        (
            lambda edition: make.EditionFactory(),
            lambda row: (
                make.make_day(row, row.days.count()),
                row.designations.create(economy=MAKERS[Economy](row), kind="host"),
            ),
        ),
        (
            lambda edition: make.BlocFactory(),
            lambda row: row.memberships.create(economy=MAKERS[Economy](row), since="2002-01-01"),
        ),
    ],
    ids=["exhibitor", "company", "group", "venue", "edition", "bloc"],
)
def test_it_makes_a_fixed_number_of_queries_for_a_page_with_rows_inside(row, add, edition, as_superuser):
    made = row(edition)
    path = address(type(made), "change", made.pk)
    add(made)
    as_superuser.get(path)
    one = queries_of(as_superuser, path)
    add(made)
    add(made)
    three = queries_of(as_superuser, path)
    assert len(three) == len(one), "\n".join(three)
    assert len(three) <= MOST_QUERIES
