"""What people are shown where a form is refused or something goes wrong suits every reader too."""

import pytest

from tests.browser.looks import at_a_glance
from tests.pages.errors import WAYS, errors
from tests.pages.refused import refused

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("answers")]  # they share one browser


def test_refused_forms_suit_every_reader(world, looker):
    answers = refused(world)
    assert answers
    assert not looker.faults(answers, at_a_glance)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_for_errors_suit_every_reader(language, world, looker):
    answers = dict(errors(world, language))
    assert set(answers) == set(WAYS)
    assert not looker.faults(answers, at_a_glance)
