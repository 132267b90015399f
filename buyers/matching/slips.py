"""Two letters that changed places: durain for durian, which has few runs of letters in common with what was meant."""

from collections.abc import Iterator

LEAST = 4  # letters of a word in which one may make a slip
LONGEST = 40  # letters of one in which slips are looked for: at each of them the whole word is spelt anew


def swapped(word: str) -> Iterator[str]:
    """The word with two letters that stand side by side in each other's place; the first seldom is wrong."""
    for at in [*range(1, len(word) - 1), 0]:
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
