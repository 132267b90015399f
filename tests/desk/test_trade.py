"""Trade figures are drawn only beside what they can be compared with, and say no more than was published."""

from decimal import Decimal

import pytest
from django.utils import translation

from expo.desk.trade import in_words, naming, panels, period_words, value_words
from expo.fair.models import TradeFigure

Flow = TradeFigure.Flow


def figure(label="Trade", value="100", flow=Flow.TRADE, unit="USD billion", **more):
    numbers = {name: Decimal(more.pop(name)) for name in ("change", "share") if name in more}
    words = {"subject": "CN", "partner": "TH", "source": "The press", **more}
    return TradeFigure(label=label, value=Decimal(value), flow=flow, unit=unit, **numbers, **words)


def durian(label, value, **more):
    return figure(label, value, Flow.IMPORT, "tonnes", hs_code="081060", period="2023", **more)


DURIANS = [
    durian("Durian imports", "1426000", partner=""),
    durian("of them from Thailand", "929000", share="65.15", share_of="China's imports of fresh durian"),
]


def test_figures_stand_together_where_they_have_one_scale():
    invested = figure("Investment", flow=Flow.INVESTMENT)
    limit = figure("Trade with TH", at_least=True)
    titles = [panel.title for panel in panels([figure(), invested, limit, *DURIANS])]
    assert titles == ["Trade", "Investment", "Trade with TH", "Durian imports"]


def test_several_of_a_kind_are_named_by_their_kind():
    pair = [figure("To ASEAN", flow=Flow.INVESTMENT), figure("To China", flow=Flow.INVESTMENT)]
    assert [panel.title for panel in panels(pair)] == ["Direct investment"]


def test_a_share_is_drawn_as_a_part_of_its_whole():
    (panel,) = panels(DURIANS)
    _all, thailand = panel.chart.bars
    assert float(thailand.width[:-1]) / float(thailand.whole[:-1]) == pytest.approx(0.6515, abs=0.0001)
    assert thailand.shown == "929,000 tonnes, 65.15 % of China's imports of fresh durian"


def test_a_lower_limit_is_said_and_drawn_as_one():
    (panel,) = panels([figure(at_least=True)])
    assert panel.chart.goes_on
    assert panel.chart.bars[0].shown == "over USD 100 billion"


def test_the_table_has_the_same_figures_and_no_empty_column():
    (panel,) = panels([figure(period="2024-01 – 2024-07", change="7.7")])
    assert [column["label"] for column in panel.columns] == ["Figure", "Period", "Value", "Change"]
    assert [cell["text"] for cell in panel.rows[0]] == [
        "Trade",
        "January 2024 – July 2024",
        "USD 100 billion",
        "+7.7 %",
    ]


def test_a_panel_names_each_source_once():
    (panel,) = panels([figure(source="B"), figure(source="A"), figure(source="B")])
    assert panel.sources == ["B", "A"]


def test_the_same_figure_of_two_years_is_told_apart_by_the_year():
    (panel,) = panels([figure(period="2022"), figure(period="2023")])
    assert [bar.label for bar in panel.chart.bars] == ["Trade, 2022", "Trade, 2023"]


def test_it_says_of_which_time_the_figures_are():
    (panel,) = panels([figure(period="2024-01 – 2024-07")])
    assert panel.period == "January 2024 – July 2024"
    (panel,) = panels([figure("First", period="2022"), figure("Second", period="2023"), figure("Third")])
    assert panel.period == ""
    assert [bar.label for bar in panel.chart.bars] == ["First, 2022", "Second, 2023", "Third"]


def test_growth_and_ranks_are_told_in_words_and_not_drawn():
    told = [figure("Growth", flow=Flow.GROWTH), figure("Rank", flow=Flow.RANK)]
    assert in_words([figure(), *told]) == told
    assert panels(told) == []


def test_a_figure_without_a_value_is_not_drawn():
    assert panels([TradeFigure(label="Trade", flow=Flow.TRADE)]) == []


def test_an_economy_gets_the_figures_that_name_it_and_their_wholes():
    others = [figure("Trade with VN", partner="VN"), durian("Mangoes", "5", partner="VN")]
    assert naming([*others, *DURIANS], {"TH"}) == DURIANS


@pytest.mark.parametrize(
    ("period", "language", "written"),
    [
        ("2023", "en", "2023"),
        ("2023", "zh-hans", "2023年"),
        ("2013 –", "en", "since 2013"),
        ("2013 –", "zh-hans", "自 2013年 以来"),
        ("2024-07", "en", "July 2024"),
        ("2024-07", "zh-hans", "2024年7月"),
        ("2024-13", "en", "2024-13"),
        ("first half of 2024", "en", "first half of 2024"),
        ("", "en", ""),
    ],
)
def test_a_period_is_written_as_the_reader_writes_it(period, language, written):
    with translation.override(language):
        assert period_words(period) == written


def test_amounts_are_counted_as_the_reader_counts():
    with translation.override("zh-hans"):
        assert "1,000" in value_words(figure())
        assert "142.6" in value_words(DURIANS[0])
