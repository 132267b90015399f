"""What exhibitors write below a product: a sentence for its form of goods, in their language and in English."""

from functools import cache
from random import Random

from expo.desk.sample.tables import Row, listed, rows

HOST, ENGLISH = "CN", "en"
FOOD, LABELS = "food", "labels"


def number_for(form: str, dice: Random) -> str:
    """Return the number that a product's text holds: how much is the least order, or how long it keeps."""
    row = _forms()[form]
    return str(dice.randint(int(row["least"]), int(row["most"])))


def description(form: str, language: str, economy: str, number: str) -> str:
    """Return the text; only those from abroad offer labels in the host's language beside their own."""
    names = [FOOD, LABELS] if form == FOOD and economy != HOST else [form]
    return "\n\n".join(
        " ".join(_phrases()[each][name] for name in names).replace("{n}", number)
        for each in dict.fromkeys((language, ENGLISH))
    )


def least_orders(form: str, number: str) -> list[str]:
    """Return what the smallest order may be: what the text says of it, or what is usual; of services there is none."""
    return [each.replace("{n}", number) for each in listed(_forms()[form]["orders"])]


@cache
def _phrases() -> dict[str, Row]:
    return {row["language"]: row for row in rows("phrases")}


@cache
def _forms() -> dict[str, Row]:
    return {row["form"]: row for row in rows("forms")}
