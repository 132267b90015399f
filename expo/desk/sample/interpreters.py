"""Interpreters between Chinese and the languages of the buyers, more the larger the fair."""

from random import Random

from buyers.models import Interpreter, InterpreterLanguage, InterpreterShift
from expo.desk.sample.bulk import save
from expo.desk.sample.people import Names
from expo.fair.models import Day, Edition

LANGUAGES = ("en", "vi", "th", "id", "ms", "km", "lo", "my", "ar", "ru")
GROUPS_AN_INTERPRETER = 15  # of each language
BOTH_HALVES = 0.7  # of the days of an interpreter, with both shifts
Level = InterpreterLanguage.Level


def make_interpreters(edition: Edition, groups: int, names: Names, dice: Random) -> None:
    """Make the interpreters of a fair with so many buyer groups, with their shifts on trade days."""
    wanted = [code for code in LANGUAGES for _ in range(max(1, groups // GROUPS_AN_INTERPRETER))]
    persons = save(names.person("zh", ["zh", code]) for code in wanted)
    rows = save(Interpreter(edition=edition, person=person) for person in persons)
    days = list(Day.objects.filter(edition=edition, kind=Day.Kind.TRADE).order_by("date"))
    for row, code in zip(rows, wanted, strict=True):
        save(
            InterpreterLanguage(interpreter=row, language=each, level=level)
            for each, level in {"zh": Level.NATIVE, "en": Level.FLUENT, code: Level.FLUENT}.items()
        )
        save(InterpreterShift(interpreter=row, day=day, half=half) for day in days for half in _halves(dice))


def _halves(dice: Random) -> list[str]:
    halves = list(InterpreterShift.Half.values)
    return halves if dice.random() < BOTH_HALVES else [dice.choice(halves)]
