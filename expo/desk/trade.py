"""Trade figures as visitors see them: panels of bars with their tables, and those that are told in words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from expo.common.charts import Amount, Chart, chart
from expo.common.listed import phrase
from expo.fair.models import TradeFigure

Flow = TradeFigure.Flow
Cell = dict[str, str | bool]
TOLD_IN_WORDS = {Flow.GROWTH, Flow.RANK}
YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"(\d{4})-(\d\d)")
MONEY = re.compile(r"([A-Z]{3}) (.+)")  # a currency and a large number, as English has it
SINCE = re.compile(r"(\S+) –")


@dataclass(frozen=True)
class Panel:
    """Figures that can be compared: bars on one scale, and the same as a table (see components/table.html).

    `period`: of all of them; where they differ in it, each bar says its own.
    """

    title: str
    period: str
    chart: Chart
    columns: list[Cell]
    rows: list[list[Cell]]
    sources: list[str]


def panels(figures: Iterable[TradeFigure]) -> list[Panel]:
    """Return the figures that have a length, grouped by what can stand on one scale, in the order given."""
    groups: dict[tuple[object, ...], list[TradeFigure]] = {}
    for each in figures:
        if each.value is not None and each.flow not in TOLD_IN_WORDS:
            groups.setdefault((each.flow, each.hs_code, each.unit, each.at_least), []).append(each)
    return [_panel(group) for group in groups.values()]


def in_words(figures: Iterable[TradeFigure]) -> list[TradeFigure]:
    """Return the figures that are no amounts: growth, and ranks."""
    return [each for each in figures if each.flow in TOLD_IN_WORDS]


def naming(figures: Iterable[TradeFigure], names: set[str]) -> list[TradeFigure]:
    """Return the figures whose subject or partner is one of `names`, and the wholes that these are parts of."""
    everything = list(figures)
    named = [each for each in everything if names & {each.subject, each.partner}]
    wholes = {_whole_key(each) for each in named if each.share is not None}
    return [each for each in everything if each in named or (not each.partner and _whole_key(each) in wholes)]


def value_words(figure: TradeFigure) -> str:
    """Write a value with its unit, and with "over" where it is a lower limit."""
    in_money = MONEY.fullmatch(figure.unit_here)
    if in_money:
        amount = f"{in_money[1]} {figure.plain_value} {in_money[2]}"
    else:
        amount = _("%(value)s %(unit)s") % {"value": figure.plain_value, "unit": figure.unit_here}
    return _("over %(amount)s") % {"amount": amount} if figure.at_least else amount


def share_words(figure: TradeFigure) -> str:
    """Write a share and what it is a share of; nothing where there is none."""
    if figure.share is None:
        return ""
    if figure.share_of:
        return _("%(share)s %% of %(whole)s") % {"share": figure.plain_share, "whole": figure.share_of_here}
    return _("%(share)s %%") % {"share": figure.plain_share}


def change_words(figure: TradeFigure) -> str:
    """Write a change in per cent, with its sign; nothing where there is none."""
    if figure.change is None:
        return ""
    sign = "+" if figure.change > 0 else ""
    return _("%(change)s %%") % {"change": sign + figure.plain_change}


def period_words(period: str) -> str:
    """Write a period as the reader writes months: "2024-01 – 2024-07", "2013 –" (and on), "2023"."""
    since = SINCE.fullmatch(period)
    if since:
        return _("since %(period)s") % {"period": period_words(since[1])}
    if YEAR.fullmatch(period):
        return pgettext("a year", "%(year)s") % {"year": period}
    return MONTH.sub(_month, period).replace(" – ", pgettext("between two times", " – "))


def _month(found: re.Match[str]) -> str:
    year, month = int(found[1]), int(found[2])
    return date_format(date(year, month, 1), "YEAR_MONTH_FORMAT") if 1 <= month <= 12 else found[0]


def _panel(figures: list[TradeFigure]) -> Panel:
    columns = [column for column in _columns() if any(column.words(each) for each in figures)]
    periods = {each.period for each in figures}
    return Panel(
        title=_title(figures),
        period=period_words(periods.pop()) if len(periods) == 1 else "",
        chart=chart([_amount(each, label) for each, label in zip(figures, _labels(figures), strict=True)]),
        columns=[{"label": column.label, "number": column.is_number} for column in columns],
        rows=[[_cell(column, each) for column in columns] for each in figures],
        sources=list(dict.fromkeys(each.source_here for each in figures)),
    )


class _Column(NamedTuple):
    label: str
    words: Callable[[TradeFigure], str]
    is_number: bool = True


def _columns() -> list[_Column]:
    return [
        _Column(_("Figure"), lambda each: each.label_here, False),
        _Column(_("Period"), lambda each: period_words(each.period), False),
        _Column(_("Value"), value_words),
        _Column(pgettext("of a figure", "Change"), change_words),
        _Column(_("Share"), share_words),
    ]


def _cell(column: _Column, figure: TradeFigure) -> Cell:
    return {"label": column.label, "text": column.words(figure) or "–", "number": column.is_number}


def _title(group: list[TradeFigure]) -> str:
    whole = next((each for each in group if not each.partner), None)
    if whole or len(group) == 1:
        return (whole or group[0]).label_here
    return _("Trade with single partners") if group[0].flow == Flow.TRADE else group[0].get_flow_display()


def _labels(figures: list[TradeFigure]) -> list[str]:
    """What each bar is called: by its period, too, where they differ in that."""
    if len({each.period for each in figures}) == 1:
        return [each.label_here for each in figures]
    return [phrase(each.label_here, period_words(each.period)) for each in figures]


def _amount(figure: TradeFigure, label: str) -> Amount:
    value = float(figure.value or 0)
    return Amount(
        label=label,
        shown=phrase(value_words(figure), change_words(figure), share_words(figure)),
        value=value,
        whole=value * 100 / float(figure.share) if figure.share else None,
        at_least=figure.at_least,
    )


def _whole_key(figure: TradeFigure) -> tuple[str, str, str, str]:
    return figure.subject, figure.flow, figure.hs_code, figure.period
