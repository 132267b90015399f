"""Economies, the blocs that they are in and since when, and what they are in this edition."""

from collections.abc import Iterator
from datetime import date

from expo.desk.sample.sources import GLOBAL_TIMES, XINHUA, cited
from expo.desk.sample.tables import chinese, rows
from expo.fair.models import Bloc, BlocMembership, Designation, Economy, Edition

BLOCS = (
    # code, name, in Chinese, whether it is a trade agreement
    ("asean", "ASEAN", "东盟", False),
    ("gcc", "Gulf Cooperation Council", "海湾合作委员会", True),
    ("sco", "Shanghai Cooperation Organisation", "上海合作组织", False),
    ("rcep", "RCEP", "区域全面经济伙伴关系协定（RCEP）", True),
    ("acfta", "China-ASEAN Free Trade Area", "中国—东盟自由贸易区", True),
    ("belt-and-road", "Belt and Road", "一带一路", False),
)
NOTES = {
    "Held in Nanning, Guangxi": "在广西南宁举办",
    "Organises buyer groups": "组织采购团",
    "As one of “some Gulf countries”": "“部分海湾国家”之一",
    "Member of the Shanghai Cooperation Organisation": "上海合作组织成员国",
    "Member of RCEP": "RCEP成员国",
    "Enterprises of a Belt and Road partner": "“一带一路”合作伙伴的企业",
}
Kind = Designation.Kind
GULF = ("AE", "BH", "KW", "OM", "QA", "SA")
RCEP_PARTNERS = ("AU", "JP", "KR", "NZ")
BELT_AND_ROAD_PARTNERS = ("PL", "RS")
SCO = ("BY", "IN", "IR", "KG", "KZ", "PK", "RU", "TJ", "UZ")


def make_economies(edition: Edition) -> None:
    """Make economies, blocs, memberships and designations."""
    Economy.objects.bulk_create(
        Economy(code=row["code"], name=row["en"], names=chinese(row["zh-hans"])) for row in rows("economies")
    )
    Bloc.objects.bulk_create(
        Bloc(code=code, name=name, names=chinese(zh), is_agreement=is_agreement)
        for code, name, zh, is_agreement in BLOCS
    )
    BlocMembership.objects.bulk_create(
        BlocMembership(
            bloc_id=row["bloc"],
            economy_id=row["economy"],
            since=date.fromisoformat(row["since"]),
            **cited(row["source"]),
        )
        for row in rows("memberships")
    )
    Designation.objects.bulk_create(_designations(edition))


def _designations(edition: Edition) -> Iterator[Designation]:
    said = [
        (Kind.HOST, "CN", "Held in Nanning, Guangxi", GLOBAL_TIMES),
        (Kind.COUNTRY_OF_HONOUR, "MY", "", XINHUA),
        (Kind.SPECIAL_PARTNER, "AE", "Organises buyer groups", GLOBAL_TIMES),
        *((Kind.FIRST_TIME, code, "As one of “some Gulf countries”", GLOBAL_TIMES) for code in GULF),
        *(
            (Kind.FIRST_TIME, code, "Member of the Shanghai Cooperation Organisation", GLOBAL_TIMES)
            for code in SCO
        ),
        *((Kind.INVITED, code, "Member of RCEP", GLOBAL_TIMES) for code in RCEP_PARTNERS),
        *(
            (Kind.INVITED, code, "Enterprises of a Belt and Road partner", GLOBAL_TIMES)
            for code in BELT_AND_ROAD_PARTNERS
        ),
    ]
    for kind, economy, note, source in said:
        notes = chinese(NOTES[note]) if note else {}
        yield Designation(
            edition=edition, economy_id=economy, kind=kind, note=note, notes=notes, **cited(source)
        )
