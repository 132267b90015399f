"""Where the sample's facts were published, in both languages."""

from functools import lru_cache
from typing import Any

from expo.desk.sample.tables import chinese, rows

GLOBAL_TIMES = "Global Times, 11 September 2024"
XINHUA = "Xinhua, “China-ASEAN Expo further drives economic, trade cooperation”, 24 September 2024"


def cited(source: str) -> dict[str, Any]:
    """Return a source as the columns of a row that tells it; KeyError where `sources.tsv` lacks its Chinese."""
    return {"source": source, "sources": chinese(_in_chinese()[source])} if source else {}


@lru_cache(maxsize=1)
def _in_chinese() -> dict[str, str]:
    return {row["en"]: row["zh-hans"] for row in rows("sources")}
