"""Matches and verdicts in the admin: organisers read why two are matched as coordinators do."""

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_match_is_explained_in_sentences(as_organiser, edition):
    need = make.NeedFactory(delegate__group__edition=edition)
    reasons = [{"signal": "hs", "share": 0.3412, "values": {"level": "subheading", "code": "081060"}}]
    match = make.MatchFactory(need=need, score=0.336275, reasons=reasons)
    page = as_organiser.get(reverse("admin:buyers_match_change", args=[match.pk])).content.decode()
    assert "Same HS subheading 081060: 34 %" in page
    assert "0.34" in page
    assert "0.336" not in page


def test_a_verdict_says_what_had_brought_the_match(as_organiser, edition):
    need = make.NeedFactory(delegate__group__edition=edition)
    exhibitor = make.ExhibitorFactory(edition=edition, approved=True)
    row = make.VerdictFactory(need=need, exhibitor=exhibitor, signals={"hs": 0.3412, "text": 0.05})
    page = as_organiser.get(reverse("admin:buyers_matchverdict_change", args=[row.pk])).content.decode()
    assert "HS codes 34 %, Words 5 %" in page
