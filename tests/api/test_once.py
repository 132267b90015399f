"""A write with an Idempotency-Key is done once, however often it is sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buyers.models import SourcingNeed
from expo.access.models import KeptAnswer
from expo.access.tasks import forget_answers
from tests.factories import BuyerGroupFactory, DelegateFactory, ExhibitorFactory, UserFactory
from tests.pages.world import jpeg

pytestmark = pytest.mark.django_db

NEEDS = "/api/v1/needs/"


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def me(user, signed_in):
    return signed_in(user)


@pytest.fixture
def delegate(user):
    return DelegateFactory(group=BuyerGroupFactory(coordinator=user))


def state_need(client, delegate, key="one", text="Durians", **more):
    body = {"delegate": delegate.pk, "text": text}
    return client.post(NEEDS, body, headers={"Idempotency-Key": key}, **more)


def test_it_gets_its_first_answer_again(me, delegate):
    first, second = state_need(me, delegate), state_need(me, delegate)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert SourcingNeed.objects.count() == 1


def test_it_is_the_same_key_with_and_without_quotes(me, delegate):
    assert state_need(me, delegate, '"one"').json() == state_need(me, delegate, "one").json()


def test_it_gets_a_refusal_again_as_well(me, delegate):
    answers = [state_need(me, delegate, text="") for _number in range(2)]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[1].headers["Content-Type"] == "application/problem+json"
    assert answers[0].json() == answers[1].json()


def test_it_gets_nothing_again_where_there_was_nothing_to_say(me, delegate):
    need = state_need(me, delegate, "made").json()["id"]
    path, headers = f"{NEEDS}{need}/", {"Idempotency-Key": "gone"}
    assert [me.delete(path, headers=headers).status_code for _number in range(2)] == [204, 204]
    assert me.delete(path).status_code == 404


def test_it_refuses_a_key_that_came_with_something_else(me, delegate):
    need = state_need(me, delegate).json()["id"]
    assert state_need(me, delegate, text="Buses").status_code == 422
    assert me.patch(f"{NEEDS}{need}/", {"text": "x"}, headers={"Idempotency-Key": "one"}).status_code == 422
    assert SourcingNeed.objects.get().text == "Durians"


def test_it_takes_the_same_fields_in_another_order_for_the_same(me, delegate):
    body = {"text": "Durians", "delegate": delegate.pk}
    state_need(me, delegate)
    assert me.post(NEEDS, body, headers={"Idempotency-Key": "one"}).headers["Idempotent-Replayed"] == "true"


def test_it_keeps_the_keys_of_each_user_apart(me, delegate, signed_in):
    state_need(me, delegate)
    assert state_need(signed_in(UserFactory()), delegate).status_code == 404


def test_it_asks_to_wait_while_the_first_is_being_answered(me, delegate):
    state_need(me, delegate)
    KeptAnswer.objects.update(status=None, lease_until=timezone.now() + timedelta(seconds=30))
    assert state_need(me, delegate).status_code == 409
    assert SourcingNeed.objects.count() == 1


def test_it_is_done_again_where_the_worker_died_before_it_could_answer(me, delegate):
    state_need(me, delegate)
    SourcingNeed.objects.all().delete()
    KeptAnswer.objects.update(status=None, lease_until=timezone.now() - timedelta(seconds=1))
    again = state_need(me, delegate)
    assert (again.status_code, SourcingNeed.objects.count()) == (201, 1)
    assert "Idempotent-Replayed" not in again.headers
    assert state_need(me, delegate).headers["Idempotent-Replayed"] == "true"


def test_it_can_be_sent_again_after_a_mistake_of_ours(me, delegate, monkeypatch):
    me.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("buyers.acts.needs.state", lambda *args, **kwargs: 1 / 0)
        assert state_need(me, delegate).status_code == 500
    assert state_need(me, delegate).status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 201, '"open'])
def test_it_says_what_a_key_is(key, me, delegate):
    answer = state_need(me, delegate, key)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["Idempotency-Key"])
    assert not SourcingNeed.objects.exists()


def test_it_reads_the_same_picture_as_the_same_request(user, me, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    product = ExhibitorFactory(company__members=[user], complete=True).products.get()

    def show(size):
        body, headers = {"picture": jpeg(size=size)}, {"Idempotency-Key": "picture"}
        return me.post(f"/api/v1/products/{product.pk}/picture/", body, format="multipart", headers=headers)

    assert show((8, 8)).status_code == 200
    assert show((8, 8)).headers["Idempotent-Replayed"] == "true"
    assert show((9, 9)).status_code == 422


def test_it_forgets_after_a_day(me, delegate):
    state_need(me, delegate, "old")
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    state_need(me, delegate, "new")
    assert forget_answers() == 1
    assert KeptAnswer.objects.get().key == "new"
