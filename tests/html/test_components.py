"""The page that shows every component."""

import pytest
from django.conf import settings

from tests import factories as make

FOLDER = settings.BASE_DIR / "templates" / "components"
COMPONENTS = sorted(f"components/{each.name}" for each in FOLDER.glob("*.html"))


@pytest.fixture
def drawn(db, client):
    """The templates that the page is drawn with."""
    make.BoothFactory()
    return {template.name for template in client.get("/en/components/").templates}


@pytest.mark.parametrize("component", COMPONENTS)
def test_it_shows_every_component(component, drawn):
    assert component in drawn
