"""The story of the fair, in a real browser."""

import pytest

from expo.desk.sample import sign_ins
from expo.desk.story import Story
from tests.browser.visitor import BrowserVisitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # they share one fair


def test_the_fair_runs_end_to_end(address, new_page):
    steps = []
    known = {email.split("@")[0]: (email, password) for _role, email, password in sign_ins()}
    visitors = {
        who: BrowserVisitor(new_page(), address)
        for who in ("newcomer", "organiser", "coordinator", "pavilion")
    }
    Story(**visitors, sign_ins=known, say=steps.append).tell()
    assert len(steps) == 13
