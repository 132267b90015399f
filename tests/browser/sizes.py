"""Fairs to run the same tests at."""

import pytest

AT_BOTH_SIZES = pytest.mark.parametrize("size", ["small", pytest.param("fair", marks=pytest.mark.slow)])
"""Marks a module whose tests ask for an address: they run at the small fair, and with `-m slow` at the full one."""
