"""Programs follow every list by what has changed since they last asked."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from buyers.models import Match, ProposedChange
from exhibitors.models import ProposedStand
from expo.api import router
from tests.admin.makers import MAKERS
from tests.api.test_who_may import TABLE
from tests.api.world import ApiWorld
from tests.factories import EditionFactory, MatchFactory

VIEWS = [view for _prefix, view, _name in router.registry if hasattr(view, "list")]
DATED = {*(view.queryset.model for view in VIEWS), ProposedChange, ProposedStand} - {Match}
READERS = {"companies/": "member of A"}  # who has rows there; elsewhere organisers do


@pytest.fixture(scope="module")
def lists():
    """What each list can be asked, from the schema, which is made from the URLconf: the path, and the names."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    asked = {
        path: methods["get"].get("parameters", ()) for path, methods in paths.items() if "get" in methods
    }
    names = {path: {each["name"] for each in parameters} for path, parameters in asked.items()}
    return {
        path.removeprefix("/api/v1/").replace("{id}", "*"): own
        for path, own in names.items()
        if "cursor" in own
    }


def modified(row):
    row.refresh_from_db(fields=["modified_at"])
    return row.modified_at


def test_no_list_leaves_out_what_has_changed_since(lists):
    assert len(lists) > len(VIEWS)  # those below a row, too
    assert [path for path, names in lists.items() if "modified_since" not in names] == []


@pytest.mark.django_db
def test_every_list_tells_what_changed_at_a_time_or_later_the_oldest_first(lists, subtests):
    world = ApiWorld()
    world.of["A"]["need"] = world.of["A"]["match"].need  # one that has been matched
    rows = {row.path: row for row in TABLE if row.path in lists}
    assert set(rows) == set(lists)
    for path, row in rows.items():
        client = world.api_client(READERS.get(path, "organiser"))
        address = world.address(path, row.of, "A")
        with subtests.test(path=path):
            times = sorted(each["modified_at"] for each in client.get(address).json()["results"])
            middle = times[len(times) // 2]
            found = client.get(address, {"modified_since": middle}).json()["results"]
            assert [each["modified_at"] for each in found] == [time for time in times if time >= middle]
            assert client.get(address, {"modified_since": "9999-01-01T00:00:00Z"}).json()["results"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(DATED, key=str))
def test_a_row_that_a_list_tells_is_as_new_as_its_last_write(model):
    MAKERS[model](EditionFactory(slots=1))
    row = model._default_manager.latest("pk")
    before = modified(row)
    column = next(field.name for field in model._meta.concrete_fields if not field.primary_key)
    model._default_manager.filter(pk=row.pk).update(**{column: F(column)})
    assert modified(row) > before


class TestMatches:
    """A match is never changed; it is as new as the end of its run, or as its need."""

    @pytest.fixture
    def match(self, db):
        return MatchFactory()

    @pytest.fixture
    def times(self, match, signed_in):
        """Ask since when the match counts: in the whole list, and in that of its need."""
        client = signed_in(match.need.delegate.group.coordinators.get())

        def ask():
            paths = ("/api/v1/matches/", f"/api/v1/needs/{match.need_id}/matches/")
            told = {client.get(path).json()["results"][0]["modified_at"] for path in paths}
            return {datetime.fromisoformat(time) for time in told}

        return ask

    def test_it_counts_since_its_run_has_ended_however_long_that_took_to_write(self, match, times):
        ended = timezone.now() + timedelta(minutes=10)
        type(match.run).objects.filter(pk=match.run_id).update(finished_at=ended)
        assert times() == {ended}

    def test_it_is_as_new_as_its_need_which_is_matched_anew(self, match, times):
        type(match.run).objects.filter(pk=match.run_id).update(finished_at=timezone.now())
        match.need.save(update_fields=["text"])
        assert times() == {modified(match.need)}
