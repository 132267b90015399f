"""Nothing that the platform owes anybody is lost with Redis or a worker."""

import time

import pytest

from exhibitors.acts import registrations
from expo.desk import programs
from expo.embedded.children import until
from expo.notifications.models import Delivery, Notification
from tests.factories import CompanyFactory, ExhibitorFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 30
PROMPTLY = 2


@pytest.fixture
def member():
    return UserFactory(email="aisyah@example.org")


@pytest.fixture
def approve(member):
    """Do what tells the member something."""
    exhibitor = ExhibitorFactory(
        company=CompanyFactory(name="Pulau Pandan", members=[member]), submitted=True
    )
    return lambda: registrations.approve(exhibitor, actor=UserFactory())


def state():
    return Delivery.objects.get().state


def assert_arrives(fair, *, mails=1, meanwhile=lambda: None):
    assert until(lambda: meanwhile() or state() == "sent", SECONDS), fair.logs
    assert [mail["To"] for mail in fair.mails] == ["aisyah@example.org"] * mails
    assert {str(mail["Subject"]) for mail in fair.mails} == {"Pulau Pandan is an exhibitor of the fair"}


def test_it_arrives_by_the_bell_alone(fair, approve):
    fair.start(programs.worker)
    approve()
    assert_arrives(fair)


def test_with_redis_stopped_the_act_succeeds_at_once_and_the_message_arrives_later(fair, approve, member):
    fair.start(programs.worker, programs.beat)
    fair.bell.stop()
    began = time.monotonic()
    approve()
    assert time.monotonic() - began < PROMPTLY
    assert state() == "waiting"
    assert member.notifications.count() == 1  # in the app it is there already
    fair.bell.start()
    assert_arrives(fair, meanwhile=fair.start_again_what_ended)


@pytest.mark.slow
def test_with_redis_hanging_the_act_succeeds_in_seconds(bell, approve, transactional_db):
    with bell.hanging():
        began = time.monotonic()
        approve()
        assert time.monotonic() - began < 8
    assert state() == "waiting"


def test_it_is_the_sweep_that_brings_what_could_not_be_rung_for(fair, approve):
    fair.bell.stop()
    approve()
    fair.bell.start()
    fair.start(programs.worker)
    assert fair.bell.waiting == 0
    assert not until(lambda: state() != "waiting", 1)
    fair.start(programs.beat)
    assert_arrives(fair)


def test_with_redis_emptied_nothing_is_lost(fair, approve):
    approve()
    assert fair.bell.waiting == 1
    fair.bell.empty()
    assert fair.bell.waiting == 0
    fair.start(programs.worker, programs.beat)
    assert_arrives(fair)


@pytest.mark.parametrize(("gate", "mails"), [("before sending", 1), ("after sending", 2)])
def test_with_the_worker_killed_after_its_claim_the_next_one_sends(
    fair, approve, member, let_lease_run_out, gate, mails
):
    fair.gates.close(gate)
    (worker,) = fair.start(programs.worker)
    approve()
    assert until(lambda: fair.gates.is_reached(gate), SECONDS), fair.logs
    fair.kill(worker)
    fair.gates.open(gate)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("waiting", 1)
    assert delivery.lease_until  # the dead worker's, so nobody else sends it yet
    assert let_lease_run_out(Delivery) == 1
    fair.start(programs.worker, programs.beat)
    assert_arrives(fair, mails=mails)
    assert {mail["Message-ID"] for mail in fair.mails} == {delivery.message_id}
    assert Delivery.objects.get().attempts == 2
    assert Notification.objects.count() == member.notifications.count() == 1
