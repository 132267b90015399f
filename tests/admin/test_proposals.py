"""A proposed timetable in the admin: compared with what is, accepted whole or by group, or taken back."""

import pytest
from django.urls import reverse

from buyers.models import Meeting
from tests import factories as make


@pytest.fixture
def proposal(edition):
    row = make.ProposalFactory(edition=edition, value_before=10, value=95, bound=100)
    make.ChangeFactory.create_batch(2, proposal=row)
    return row


def do(client, name, row, **data):
    return client.post(reverse(f"admin:buyers_proposal_{name}", args=[row.pk]), data, follow=True)


def test_it_shows_what_changes_and_how_good_it_is(proposal, as_organiser):
    page = as_organiser.get(proposal.get_absolute_url()).content.decode()
    for text in ("With the proposal", "5.0 %", "New meetings", "Accept all of it", "Take it back"):
        assert text in page
    lines = as_organiser.get(
        reverse("admin:buyers_proposedchange_changelist"), {"proposal__id__exact": proposal.pk}
    ).content.decode()
    for change in proposal.changes.all():
        assert str(change.request.delegate.group) in lines


def test_it_is_accepted_by_group_and_then_whole(proposal, as_organiser):
    group = proposal.changes.first().request.delegate.group
    assert "Accepted: 1." in do(as_organiser, "accept_group", proposal, group=group.pk).content.decode()
    assert [meeting.request.delegate.group for meeting in Meeting.objects.all()] == [group]
    do(as_organiser, "accept", proposal)
    assert Meeting.objects.count() == 2


def test_it_is_taken_back(proposal, as_organiser):
    do(as_organiser, "take_back", proposal)
    proposal.refresh_from_db()
    assert proposal.state == "taken-back"
    assert not Meeting.objects.exists()
