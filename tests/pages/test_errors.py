"""Where something goes wrong people find a page of the fair: in their language, with what to do and a way on."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse

from tests.pages.errors import TEMPLATES, errors
from tests.pages.test_headers import faults


@pytest.fixture
def answers(world):
    return dict(errors(world, "en"))


def main(answer):
    return BeautifulSoup(answer.content, "html.parser").main


def test_every_page_for_errors_comes_about(answers):
    drawn = {template.name for answer in answers.values() for template in answer.templates}
    assert drawn & TEMPLATES == TEMPLATES


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_is_a_page_of_the_fair_in_the_language_of_the_address(language, world, subtests):
    for what, answer in errors(world, language):
        with subtests.test(what=what):
            page = BeautifulSoup(answer.content, "html.parser")
            assert answer.status_code == int(what[:3])
            assert page.html["lang"].lower() == language
            assert page.select_one("header .brand")["href"] == f"/{language}/"
            assert page.main.h1.text
            assert page.main.h1.text.isascii() == (language == "en")
            assert list(faults(answer.content)) == []


def test_it_says_what_to_do_and_leads_on(answers, subtests):
    for what, answer in answers.items():
        with subtests.test(what=what):
            assert main(answer).p.text
            assert main(answer).select_one("a.button")


def test_it_leads_who_has_signed_in_back_to_work(answers):
    assert main(answers["404, another's"]).find("a", href=reverse("workspace"))
    assert not main(answers["404, mistyped"]).find("a", href=reverse("workspace"))


def test_it_does_not_tell_whether_what_is_anothers_is_there(world, answers):
    gone = world.client("nobody").get(reverse("group", args=[10**6]))
    assert main(gone).text == main(answers["404, another's"]).text


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_what_may_be_broken_is_not_asked(template):
    """Without the mark, no test gets at a database."""
    assert "<h1>" in render_to_string(template)


def test_it_says_nothing_untrue_where_it_knows_nothing(answers):
    broken = answers["500, no database"].content.decode()
    assert "No fair is announced" not in broken
    assert "Sign in" not in broken
    assert reverse("workspace") in broken


def test_programs_are_told_of_a_wrong_method_as_ever(world):
    answer = world.client("nobody").delete("/api/v1/exhibitors/")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
