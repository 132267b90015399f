from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import BoothClaimFactory, BoothFactory, EditionFactory, make_organiser

pytestmark = pytest.mark.django_db

LIST = "/api/v1/booths/"


def test_it_shows_a_booth_on_its_halls_plan(anybody):
    booth = BoothFactory(hall__code="D2", zone__code="fruit")
    shown = anybody.get(f"{LIST}{booth.pk}/").json()
    assert (shown["number"], shown["hall"], shown["zone"]) == (booth.number, "D2", "fruit")
    assert shown["outline"] == booth.outline
    assert shown["state"] == "free"


def test_it_says_which_are_free(anybody):
    edition = EditionFactory()
    soon, late = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    let, offered, lapsed, released, free = BoothFactory.create_batch(5, edition=edition)
    BoothClaimFactory(booth=let)
    BoothClaimFactory(booth=offered, state="offered", answer_by=soon)
    BoothClaimFactory(booth=lapsed, state="offered", answer_by=late)
    BoothClaimFactory(booth=released, state="released")
    states = {row["id"]: row["state"] for row in anybody.get(LIST).json()["results"]}
    assert states == {
        let.pk: "let",
        offered.pk: "offered",
        lapsed.pk: "free",
        released.pk: "free",
        free.pk: "free",
    }
    found = anybody.get(f"{LIST}?state=free&edition={edition.slug}").json()["results"]
    assert {row["id"] for row in found} == {lapsed.pk, released.pk, free.pk}


def test_it_shows_the_next_edition_to_its_organisers_alone(anybody, signed_in):
    booth = BoothFactory(edition__published=False)
    path = f"{LIST}{booth.pk}/"
    assert anybody.get(path).status_code == 404
    assert signed_in(make_organiser(EditionFactory())).get(path).status_code == 404
    assert signed_in(make_organiser(booth.edition)).get(path).status_code == 200


def test_it_is_read_only(anybody, signed_in):
    booth = BoothFactory()
    assert anybody.post(LIST, {}).status_code == 401
    organiser = signed_in(make_organiser(booth.edition))
    assert organiser.post(LIST, {}).status_code == 405
    assert organiser.patch(f"{LIST}{booth.pk}/", {}).status_code == 405
    assert organiser.delete(f"{LIST}{booth.pk}/").status_code == 405


def test_it_asks_as_much_for_three_booths_as_for_one(anybody, queries_of):
    BoothClaimFactory()
    for_one = queries_of(anybody, LIST, rows=1)
    BoothClaimFactory.create_batch(2)
    assert queries_of(anybody, LIST, rows=3) == for_one
