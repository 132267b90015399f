"""Trade figures are shown as their readers count."""

from decimal import Decimal

import pytest
from django.utils import translation

from expo.fair.models import TradeFigure


@pytest.mark.parametrize(
    ("language", "value", "unit", "shown"),
    [
        ("en", "552", "USD billion", "552 USD billion"),
        ("zh-hans", "552", "USD billion", "5,520 亿美元"),
        ("en", "1426000", "tonnes", "1,426,000 tonnes"),
        ("zh-hans", "1426000", "tonnes", "142.6 万吨"),
        ("zh-hans", "9000", "tonnes", "9,000 吨"),
    ],
)
def test_it_counts_as_the_reader_does(language, value, unit, shown):
    figure = TradeFigure(value=Decimal(value), unit=unit)
    with translation.override(language):
        assert f"{figure.plain_value} {figure.unit_here}" == shown


def test_it_shows_the_digits_that_were_published_and_no_more():
    figure = TradeFigure(value=Decimal("12.960"), change=Decimal("15.30"), unit="USD billion")
    assert (figure.plain_value, figure.plain_change) == ("12.96", "15.3")
