"""What every test may count on."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english_at_first():
    """A page leaves its language active behind it."""
    with translation.override("en"):
        yield
