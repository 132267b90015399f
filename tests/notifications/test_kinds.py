"""What messages say, in each language."""

from datetime import timedelta

import pytest
from django.conf import settings as platform
from django.test import override_settings
from django.utils import timezone, translation

from buyers.acts import companions, meetings, proposals, requests
from exhibitors.acts import booths, registrations
from exhibitors.models import BoothClaim
from expo.notifications import kinds
from expo.notifications.kinds import Kind, write
from expo.notifications.models import Notification
from tests.factories import (
    BoothFactory,
    BuyerGroupFactory,
    ChangeFactory,
    CompanyFactory,
    DelegateFactory,
    EditionFactory,
    ExhibitorFactory,
    MeetingFactory,
    NeedFactory,
    ProposalFactory,
    RequestFactory,
    UserFactory,
    make_slots,
)
from tests.notifications.samples import FACTS

LANGUAGES = [code for code, _name in platform.LANGUAGES]
NAMES = sorted(kind.name for kind in kinds.all_kinds())
MISSING = "⚠ %s is missing ⚠"


@pytest.fixture
def strict():
    """Make holes in templates visible."""
    (engine,) = platform.TEMPLATES
    options = {**engine["OPTIONS"], "string_if_invalid": MISSING}
    with override_settings(TEMPLATES=[{**engine, "OPTIONS": options}]):
        yield


def test_each_kind_has_sample_facts():
    assert sorted(FACTS) == NAMES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_written_in_each_language(name, language, strict):
    text = write(kinds.find(name), FACTS[name], language)
    assert text.title
    assert text.body
    assert "missing" not in text.title + text.body
    assert not set("{}<>&") & set(text.title + text.body)
    assert text.link == "" or text.link.startswith(platform.SITE_URL + "/")


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"account-mail"}))
def test_it_is_translated(name):
    english, chinese = (write(kinds.find(name), FACTS[name], language) for language in LANGUAGES)
    assert english.title != chinese.title
    assert english.body != chinese.body
    assert any("一" <= letter <= "鿿" for letter in chinese.body)


def test_a_hole_in_a_template_would_be_noticed(strict):
    facts = {name: value for name, value in FACTS["booth-let"].items() if name != "hall"}
    assert "hall is missing" in write(kinds.find("booth-let"), facts, "en").body


@pytest.mark.django_db
def test_the_sample_facts_are_those_that_acts_give():
    actor, member = UserFactory(), UserFactory()
    edition = EditionFactory()
    company = CompanyFactory(members=[member])
    exhibitor = ExhibitorFactory(edition=edition, company=company, complete=True)
    registrations.submit(exhibitor, actor=actor)
    registrations.request_changes(exhibitor, "More", actor=actor)
    registrations.submit(exhibitor, actor=actor)
    registrations.reject(exhibitor, "No", actor=actor)
    exhibitor = ExhibitorFactory(edition=edition, company=CompanyFactory(members=[member]), submitted=True)
    registrations.approve(exhibitor, actor=actor)
    booths.release(booths.give(BoothFactory(edition=edition), exhibitor, actor=actor), actor=actor)
    by = timezone.now() + timedelta(days=1)
    booths.offer(BoothFactory(edition=edition), exhibitor, answer_by=by, actor=actor)
    BoothClaim.objects.filter(state="offered").update(answer_by=timezone.now())
    booths.lapse_due(actor=None)
    group = BuyerGroupFactory(edition=edition)
    buying, asked = DelegateFactory(group=group), {"side": "buyer", "actor": actor}
    requests.decline(requests.ask(buying, exhibitor, **asked), actor=actor)
    requests.accept(requests.ask(buying, exhibitor, need=NeedFactory(delegate=buying), **asked), actor=actor)
    request = RequestFactory(delegate=DelegateFactory(group=group), exhibitor=exhibitor, accepted=True)
    held = MeetingFactory(request=request)
    companions.choose(request, [buying], actor=actor)
    move = ChangeFactory(
        proposal=ProposalFactory(edition=edition),
        request=request,
        meeting=held,
        change="moved",
        slot=make_slots(edition, 2)[1],
    )
    proposals.accept(move.proposal, actor=actor)
    meetings.cancel(held, actor=actor)
    registrations.withdraw(exhibitor, actor=actor)
    told = {row.kind: set(row.facts) for row in Notification.objects.all()}
    assert told == {kind: set(FACTS[kind]) for kind in told}
    assert set(told) == set(NAMES) - {"account-mail", "invitation", "new-matches", "matches-of-the-day"}


def test_facts_called_at_and_on_become_times_and_dates_of_the_fair():
    kind = Kind("account-mail", app="people", title="{from_at:%d %b %H:%M} {day_on:%A} {at_booth} {gone_at}")
    facts = {
        "from_at": "2024-09-24T23:30:00+00:00",
        "day_on": "2024-09-24",
        "at_booth": "2024-09-24",
        "gone_at": None,
        "body": "",
    }
    assert write(kind, facts, "en").title == "25 Sep 07:30 Tuesday 2024-09-24 None"


def test_a_meeting_is_told_in_the_fair_s_time():
    text = write(kinds.find("meeting-scheduled"), FACTS["meeting-scheduled"], "en")
    assert "Tuesday" in text.body
    assert "from 09:30 to 10:00" in text.body


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\u2028", "\u0085", "\x0b", "\x0c"])
def test_a_title_is_one_line_whatever_the_facts(line_break):
    company = f"Evil{line_break}Bcc: victim@example.org"
    text = write(kinds.find("registration-approved"), {"company": company, "exhibitor": 1}, "en")
    assert len(text.title.splitlines()) == 1
    assert text.title == "Evil Bcc: victim@example.org is an exhibitor of the fair"


@pytest.mark.parametrize(
    "company", ["{company.__class__}", "{{ company }}", "{% now 'Y' %}", "<b>Bold & Sons</b>", "%(company)s"]
)
def test_what_people_enter_stays_what_they_entered(company):
    text = write(kinds.find("registration-approved"), {"company": company, "exhibitor": 1}, "en")
    assert text.title.startswith(company)
    assert company in text.body


def test_writing_leaves_the_language_of_the_page_alone():
    with translation.override("en"):
        write(kinds.find("booth-let"), FACTS["booth-let"], "zh-hans")
        assert translation.get_language() == "en"


def test_two_kinds_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="Two kinds of message are called booth-let"):
        kinds.declare("booth-let", app="exhibitors", title="Another")
