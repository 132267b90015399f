"""A form that is refused says what is wrong, to whoever can mend it and however they read."""

from itertools import product

import pytest
from bs4 import BeautifulSoup

from tests.pages.refused import says_no, sent_back
from tests.pages.test_who_may import BODIES, TABLE, address, label, may
from tests.pages.world import ROLES, state

BUTTONS_ALONE = {"offer-answer", "judge"}  # nothing to fill in
CHOICES = {*BUTTONS_ALONE, "request-answer", "group-news"}
NEVER_WRONG = {  # a word that may be left out, and choices of which one is made from the start
    *("request-answer answer accept", "request-answer answer decline", "group-news"),
    *("account_email action_primary", "account_email action_send", "account_email action_remove"),
}
OF_ACCOUNTS = {
    *("account_login", "account_signup", "account_email", "account_reauthenticate"),
    *("account_change_password", "account_set_password"),
    *("account_reset_password", "account_reset_password_from_key"),
}


def faults(page):
    """What in a page with a refused form some reader would miss."""
    if not (summary := page.select_one('form .summary[role="alert"]')):
        yield "no summary"
        return
    for link in summary.select("a"):
        if not page.find(id=link["href"].removeprefix("#")):
            yield f"the summary's {link} leads nowhere"
    for wrong in page.select('[aria-invalid="true"]'):
        if not described_by_an_error(page, wrong):
            yield f"nothing says what is wrong with {wrong['name']}"
    for errors in page.select(".field .errors"):
        if not errors.parent.select('[aria-invalid="true"]'):
            yield f"no control is marked for {errors.text}"


def described_by_an_error(page, control):
    group = control.find_parent("fieldset")
    ids = [*control.get("aria-describedby", "").split(), *(group or {}).get("aria-describedby", "").split()]
    return any("errors" in page.find(id=each).get("class", ()) for each in ids)


def test_it_says_what_is_wrong_and_where(world, subtests):
    names, told = {}, set()
    for form, kind, answer in sent_back(world):
        names[form.label] = form.name
        if says_no(answer):
            told.add(form.label)
            with subtests.test(form=form.label, sent=kind):
                assert list(faults(BeautifulSoup(answer.content, "html.parser"))) == []
    assert set(names.values()) == set(BODIES) - BUTTONS_ALONE | OF_ACCOUNTS, "the walk comes to every form"
    assert set(names) - told == NEVER_WRONG


@pytest.mark.parametrize("bad", [{}, {"answer": "perhaps", "verdict": "perhaps", "news": "perhaps"}])
def test_it_does_nothing_where_none_of_its_choices_is_made(bad, world, subtests):
    before = state()
    for row, role in product([row for row in TABLE if row.name in CHOICES], ROLES):
        if may(row.done_by, role, "A"):
            with subtests.test(row=label(row), role=role):
                assert world.client(role).post(address(world, row, "A"), bad).status_code == 400
    assert state() == before
