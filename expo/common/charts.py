"""Bars as plain shapes, which components/chart.html draws: widths in per cent, so that they fit any screen."""

from collections.abc import Sequence
from dataclasses import dataclass

SOLID = 85.0  # per cent of the width up to which a lower limit is drawn, where any goes on


@dataclass(frozen=True, kw_only=True)
class Amount:
    """One amount to draw: what it is, how it is written, how much it is."""

    label: str
    shown: str
    value: float
    whole: float | None = None  # what it is a part of
    at_least: bool = False  # the value is a lower limit


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A bar: the amount, the whole that it is a part of, and where it goes on; in per cent, as SVG takes them."""

    label: str
    shown: str
    width: str
    whole: str = ""
    beyond: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars on one scale."""

    bars: list[Bar]

    @property
    def words(self) -> str:
        """The same in words, for those who don't see it."""
        return "; ".join(f"{bar.label}: {bar.shown}" for bar in self.bars)

    @property
    def has_wholes(self) -> bool:
        """Whether some are parts of a whole."""
        return any(bar.whole for bar in self.bars)

    @property
    def goes_on(self) -> bool:
        """Whether some are lower limits."""
        return any(bar.beyond for bar in self.bars)


def chart(amounts: Sequence[Amount]) -> Chart:
    """Draw amounts of one unit, the largest (or the largest whole) over the full width."""
    most = max((each.whole or each.value for each in amounts), default=0) or 1
    scale = (SOLID if any(each.at_least for each in amounts) else 100.0) / most
    return Chart([_bar(each, scale) for each in amounts])


def _bar(amount: Amount, scale: float) -> Bar:
    width = amount.value * scale
    return Bar(
        label=amount.label,
        shown=amount.shown,
        width=_percent(width),
        whole=_percent(amount.whole * scale) if amount.whole else "",
        beyond=_percent(100 - width) if amount.at_least else "",
    )


def _percent(number: float) -> str:
    return f"{number:.2f}%"
