"""Halls: those of a full fair by name, and further sites for a larger one."""

from collections.abc import Iterator

from expo.desk.sample.sizes import Size
from expo.desk.sample.tables import Row, rows

HALLS_A_SITE = 20
BOOTHS_A_HALL = 450  # at least, in a hall of a further site
WIDTH, DEPTH = 12_600, 9_000  # cm
LETTERS = "FGHJKLMNPQRUVWXYZ"  # that begin no other hall's code, without those that look like figures


def compose_halls(written: list[Row], size: Size) -> list[Row]:
    """Return halls with room enough for a fair of this size."""
    full = [*written, *rows("full/halls")]
    more = int(size.booths * (1 - 1 / size.fairs)) // BOOTHS_A_HALL
    return [*full, *(_hall(number) for number in range(more)), *_yards(more)]


def _hall(number: int) -> Row:
    site, place = divmod(number, HALLS_A_SITE)
    row, column = divmod(place, 5)
    return {
        "venue": str(site + 4),
        "code": f"{LETTERS[site]}{place + 1}",
        "en": f"Hall {LETTERS[site]}{place + 1}",
        "zh-hans": f"{LETTERS[site]}{place + 1}展厅",
        "outdoor": "",
        "left": str(column * (WIDTH + 2_000)),
        "top": str(row * (DEPTH + 2_000)),
        "width": str(WIDTH),
        "depth": str(DEPTH),
        "used": "",
        "load": "",
        "height": "600",
    }


def _yards(halls: int) -> Iterator[Row]:
    """Yield an outdoor area beside the halls of each site."""
    for site in range(-(-halls // HALLS_A_SITE)):
        yield {
            **_hall(site * HALLS_A_SITE),
            "code": f"{LETTERS[site]}A",
            "en": f"Outdoor area {LETTERS[site]}A",
            "zh-hans": f"室外{LETTERS[site]}A区",
            "outdoor": "yes",
            "left": "0",
            "top": str(4 * (DEPTH + 2_000)),
            "height": "",
        }
