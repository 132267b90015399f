"""Trade figures are shown as their readers count."""

from decimal import Decimal

import pytest
from django.utils import translation

from expo.fair.models import TradeFigure


@pytest.mark.parametrize(
    ("language", "value", "shown"), [("en", "552", "552 USD billion"), ("zh-hans", "552", "5520 亿美元")]
)
def test_it_counts_money_as_the_reader_does(language, value, shown):
    figure = TradeFigure(value=Decimal(value), unit="USD billion")
    with translation.override(language):
        assert f"{figure.plain_value} {figure.unit_here}".replace(",", "") == shown


def test_it_shows_the_digits_that_were_published_and_no_more():
    figure = TradeFigure(value=Decimal("12.960"), change=Decimal("15.30"), unit="USD billion")
    assert (figure.plain_value, figure.plain_change) == ("12.96", "15.3")
