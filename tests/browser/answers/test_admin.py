"""The admin suits every reader too."""

import pytest

from tests.admin import conftest as of_the_admin
from tests.admin.shown import TEMPLATES, scripts, shown
from tests.browser.looks import as_it_is

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("answers")]  # they share one browser
edition, superuser, as_superuser = of_the_admin.edition, of_the_admin.superuser, of_the_admin.as_superuser


def test_the_admin_suits_every_reader(edition, as_superuser, looker):
    answers = dict(shown(as_superuser, edition))
    assert {name for name, answer in answers.items() if answer.status_code != 200} == set()
    assert (
        TEMPLATES - {template.name for answer in answers.values() for template in answer.templates} == set()
    )
    beside = scripts(as_superuser)
    for scheme in ("light", "dark"):  # the theme asks for it once, when a page opens
        assert not looker.faults(answers, as_it_is, beside=beside, color_scheme=scheme)
