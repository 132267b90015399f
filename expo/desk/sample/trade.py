"""Sectors, the words of the HS codes that the fair uses, and the trade figures of the press."""

from dataclasses import dataclass
from decimal import Decimal

from expo.desk.sample.sources import GLOBAL_TIMES, cited
from expo.desk.sample.tables import chinese, rows
from expo.fair.models import Edition, Nomenclature, Sector, TradeFigure
from expo.fair.nomenclature_files import read_own

LANGUAGES = ("en", "zh-hans")
Flow = TradeFigure.Flow
# What is shown, and the fields of cooperation; the other sectors are the sample's own.
NAMED_BY_THE_PRESS = {
    "5g",
    "agricultural-products",
    "artificial-intelligence",
    "big-data",
    "biomedicine",
    "digital-economy",
    "digitalization",
    "e-commerce",
    "green-energy",
    "green-infrastructure",
    "green-transport",
    "health",
    "it-services",
    "low-carbon",
    "manufactured-goods",
    "new-energy",
    "smart-cities",
    "smart-vehicles",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure as published; numbers are texts, so that none of their digits is lost."""

    label: str
    label_zh: str
    subject: str
    partner: str = ""
    flow: TradeFigure.Flow
    period: str = ""
    value: str
    unit: str = "USD billion"
    at_least: bool = False
    change: str = ""
    share: str = ""
    share_of: str = ""
    hs_code: str = ""


def _more_than_100_billion(partner: str, name: str, name_zh: str) -> Figure:
    return Figure(
        label=f"China's trade with {name}",
        label_zh=f"中国与{name_zh}贸易额",
        subject="CN",
        partner=partner,
        flow=Flow.TRADE,
        value="100",
        at_least=True,
    )


FIGURES = (
    Figure(
        label="China-ASEAN trade",
        label_zh="中国—东盟贸易额",
        subject="CN",
        partner="ASEAN",
        flow=Flow.TRADE,
        period="2024-01 – 2024-07",
        value="552",
        change="7.7",
        share="15.8",
        share_of="China's foreign trade",
    ),
    Figure(
        label="China's direct investment in ASEAN",
        label_zh="中国对东盟直接投资",
        subject="CN",
        partner="ASEAN",
        flow=Flow.INVESTMENT,
        period="2024-01 – 2024-07",
        value="12.96",
        change="15.3",
    ),
    Figure(
        label="ASEAN's direct investment in China",
        label_zh="东盟对中国直接投资",
        subject="ASEAN",
        partner="CN",
        flow=Flow.INVESTMENT,
        period="2024-01 – 2024-07",
        value="7.3",
        change="14.1",
    ),
    Figure(
        label="Average growth of China-ASEAN trade since 2013",
        label_zh="2013年以来中国—东盟贸易年均增速",
        subject="CN",
        partner="ASEAN",
        flow=Flow.GROWTH,
        period="2013 –",
        value="7.5",
        unit="% a year",
    ),
    Figure(
        label="China is ASEAN's first trading partner, without a break for",
        label_zh="中国连续为东盟第一大贸易伙伴",
        subject="ASEAN",
        partner="CN",
        flow=Flow.RANK,
        value="15",
        unit="years",
    ),
    Figure(
        label="ASEAN is China's first trading partner, without a break for",
        label_zh="东盟连续为中国第一大贸易伙伴",
        subject="CN",
        partner="ASEAN",
        flow=Flow.RANK,
        value="4",
        unit="years",
    ),
    _more_than_100_billion("VN", "Vietnam", "越南"),
    _more_than_100_billion("MY", "Malaysia", "马来西亚"),
    _more_than_100_billion("ID", "Indonesia", "印度尼西亚"),
    _more_than_100_billion("TH", "Thailand", "泰国"),
    _more_than_100_billion("SG", "Singapore", "新加坡"),
    _more_than_100_billion("other ASEAN members", "other ASEAN members, each", "其他东盟成员国（各）"),
    Figure(
        label="China's imports of fresh durian",
        label_zh="中国鲜榴莲进口量",
        subject="CN",
        flow=Flow.IMPORT,
        hs_code="081060",
        period="2023",
        value="1426000",
        unit="tonnes",
    ),
    Figure(
        label="of them from Thailand",
        label_zh="其中自泰国进口",
        subject="CN",
        partner="TH",
        flow=Flow.IMPORT,
        hs_code="081060",
        period="2023",
        value="929000",
        unit="tonnes",
        share="65.15",
        share_of="China's imports of fresh durian",
    ),
)


def make_trade(edition: Edition) -> None:
    """Make sectors, nomenclature and trade figures."""
    Sector.objects.bulk_create(
        Sector(
            code=row["code"],
            name=row["en"],
            names=chinese(row["zh-hans"]),
            **cited(GLOBAL_TIMES if row["code"] in NAMED_BY_THE_PRESS else ""),
        )
        for row in rows("sectors")
    )
    subheadings = [
        Nomenclature(code=row["code"], language=language, description=row[language])
        for row in rows("subheadings")
        for language in LANGUAGES
    ]
    Nomenclature.objects.bulk_create(
        [*read_own(), *subheadings],
        ignore_conflicts=True,  # a nomenclature imported earlier stays
    )
    TradeFigure.objects.bulk_create(
        _figure(edition, position, each) for position, each in enumerate(FIGURES, start=1)
    )


def _figure(edition: Edition, position: int, said: Figure) -> TradeFigure:
    return TradeFigure(
        edition=edition,
        position=position,
        label=said.label,
        labels=chinese(said.label_zh),
        subject=said.subject,
        partner=said.partner,
        flow=said.flow,
        hs_code=said.hs_code,
        period=said.period,
        value=Decimal(said.value),
        at_least=said.at_least,
        unit=said.unit,
        change=Decimal(said.change) if said.change else None,
        share=Decimal(said.share) if said.share else None,
        share_of=said.share_of,
        **cited(GLOBAL_TIMES),
    )
