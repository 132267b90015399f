"""What exhibitors write below a product: a sentence for its form of goods, in their language and in English."""

from functools import cache
from random import Random

from expo.desk.sample.tables import Row, rows

HOST, ENGLISH = "CN", "en"
FOOD, LABELS = "food", "labels"


def description(form: str, language: str, economy: str, dice: Random) -> str:
    """Return the text; only those from abroad offer labels in the host's language beside their own."""
    names = [FOOD, LABELS] if form == FOOD and economy != HOST else [form]
    number = str(dice.randint(*_numbers()[form]))
    return "\n\n".join(
        " ".join(_phrases()[each][name] for name in names).replace("{n}", number)
        for each in dict.fromkeys((language, ENGLISH))
    )


@cache
def _phrases() -> dict[str, Row]:
    return {row["language"]: row for row in rows("phrases")}


@cache
def _numbers() -> dict[str, tuple[int, int]]:
    """Return, by form, from how much to how much a company takes an order for, keeps or guarantees."""
    return {row["form"]: (int(row["least"]), int(row["most"])) for row in rows("forms")}
