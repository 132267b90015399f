"""The answer as the page shows it: facets to choose from, what is chosen, and what could be left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from exhibitors.directory.answer import Answer, bit_of_word
from exhibitors.directory.facets import BY_NAME, FACETS, Kind
from exhibitors.directory.wanted import Wanted
from expo.fair.nomenclature import words_of

FIRST = 8  # choices of a facet that are shown at once


@dataclass(frozen=True)
class Choice:
    """One value of a facet, and how many rows have it."""

    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """A facet as it is offered: the chosen values first, then those that most rows have."""

    name: str
    label: Any
    choices: list[Choice] = field(default_factory=list)

    @property
    def first(self) -> list[Choice]:
        """What is shown at once: all that is chosen, and some more."""
        return self.choices[: max(FIRST, sum(choice.is_chosen for choice in self.choices))]

    @property
    def others(self) -> list[Choice]:
        """What is shown on demand."""
        return self.choices[len(self.first) :]


@dataclass(frozen=True)
class Link:
    """A word or a choice, where its link leads, and how many rows are there."""

    label: str
    href: str
    number: int = 0


class Labels:
    """What the values of facets are called in the reader's language; chapters cost a query."""

    def __init__(self, answer: Answer) -> None:
        chapters = {*answer.counts["chapter"], *answer.wanted.chosen.get("chapter", ())}
        self._names = {key: name.here for key, name in answer.names.items()}
        for code, levels in words_of(chapters).items():
            self._names["chapter", code] = " ".join([code, *(words for _level, words in levels)])

    def of(self, facet: str, value: str) -> str:
        """A value's name, or the value itself where nothing is called so."""
        return self._names.get((facet, value), value)


def address(wanted: Wanted, **changes: Any) -> str:
    """The query string of an address that asks for this, with a question mark."""
    parameters = QueryDict(mutable=True)
    for name, value in wanted.parameters(**changes).items():
        parameters.setlist(name, [value] if isinstance(value, str) else list(value))
    return f"?{parameters.urlencode()}"


def facets(answer: Answer, labels: Labels) -> list[Choices]:
    """The facets that have something to choose."""
    offered = [Choices(each.name, each.label, list(_choices(answer, labels, each.name))) for each in FACETS]
    return [facet for facet in offered if facet.choices]


def _choices(answer: Answer, labels: Labels, facet: str) -> Iterable[Choice]:
    chosen = answer.wanted.chosen.get(facet, ())
    numbers: Mapping[str, int] = {**dict.fromkeys(chosen, 0), **answer.counts[facet]}
    choices = [
        Choice(value, labels.of(facet, value), number, value in chosen) for value, number in numbers.items()
    ]
    return sorted(choices, key=lambda each: (not each.is_chosen, -each.number, each.label))


def chosen(answer: Answer, labels: Labels) -> list[Link]:
    """What is chosen, each with a link to where it isn't."""
    wanted = answer.wanted
    return [
        Link(labels.of(name, value), address(wanted, **{name: [each for each in values if each != value]}))
        for name, values in wanted.chosen.items()
        for value in values
    ]


def left_out(answer: Answer, labels: Labels) -> list[Link]:
    """What to leave out where nothing fits all: the one word or facet without which something does."""
    links = [*_without_words(answer), *_without_facets(answer, labels)]
    return sorted((link for link in links if link.number), key=lambda link: -link.number)


def _without_words(answer: Answer) -> Iterator[Link]:
    for number, word in enumerate(answer.words):
        others = " ".join(each.text for each in answer.words if each is not word)
        yield Link(word.text, address(answer.wanted, q=others), answer.without(bit_of_word(number)))


def _without_facets(answer: Answer, labels: Labels) -> Iterator[Link]:
    for name, values in answer.wanted.chosen.items():
        label = ", ".join(labels.of(name, value) for value in values)
        yield Link(label, address(answer.wanted, **{name: ()}), answer.without(BY_NAME[name].bit))


def tabs(answer: Answer) -> list[tuple[Kind, int, str, bool]]:
    """Each kind with its total, the address that shows it, and whether it is shown."""
    return [
        (
            kind,
            answer.totals[kind],
            address(answer.wanted, show="products" if kind == Kind.PRODUCTS else ""),
            kind == answer.wanted.kind,
        )
        for kind in Kind
    ]
