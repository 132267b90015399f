"""How many queries a list makes: few, as many for three rows as for one, and no count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitors.models import Company
from expo.api import router
from expo.notifications.models import Notification
from tests.admin.makers import MAKERS
from tests.factories import CompanyFactory, EditionFactory, UserFactory
from tests.pages.world import tell

MOST = 12
LISTS = {prefix: view.queryset.model for prefix, view, _name in router.registry if hasattr(view, "list")}


@pytest.fixture
def user(db):
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def more(user):
    """Makes one more row of a model that the user sees."""
    edition = EditionFactory(slots=1)
    own = {
        Company: lambda e: CompanyFactory(members=[user]),
        Notification: lambda e: tell(user, "Somebody"),
    }
    return lambda model: {**MAKERS, **own}[model](edition)


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200
    return [query["sql"] for query in captured], len(answer.json()["results"])


@pytest.mark.parametrize("prefix", LISTS)
def test_it_makes_the_same_queries_for_one_row_and_for_three(prefix, user, more, signed_in):
    client, path = signed_in(user), f"/api/v1/{prefix}/"
    more(LISTS[prefix])
    one, with_one = queries_of(client, path)
    more(LISTS[prefix])
    more(LISTS[prefix])
    three, with_three = queries_of(client, path)
    assert with_three > with_one > 0
    assert len(three) == len(one), "\n".join(three)
    assert len(three) <= MOST, "\n".join(three)
    assert not [sql for sql in three if "COUNT(" in sql]
