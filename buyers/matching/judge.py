"""What is wrong with a result of matching, in people's words. Shares no code with what makes one."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from buyers.matching.data import Group, Id, Match, Need, Product
from buyers.matching.judge_reasons import wrong_reasons

_ROUNDING = 1e-9


def violations(
    needs: Sequence[Need],
    products: Sequence[Product],
    matches: Sequence[Match],
    top: int,
    group: Group,
    agreements: Mapping[str, frozenset[str]] | None = None,
) -> list[str]:
    """Every broken promise of a result, a sentence each; none is the best answer.

    Whether both economies are in an agreement is looked at where the `agreements` are given.
    """
    found: list[str] = []
    asked = {need.id: need for need in reversed(needs)}
    goods = {product.id: product for product in reversed(products)}
    places = {product.id: at for at, product in reversed(list(enumerate(products)))}
    for match in matches:
        found += _ids(match, asked, goods)
        found += _figures(match)
        found += _certificates(match, asked, goods)
        found += _barred(match, asked)
        if match.need in asked and match.product in goods:
            found += wrong_reasons(match, asked[match.need], goods[match.product], agreements)
    of_need: dict[Id, list[Match]] = {}
    for match in matches:
        of_need.setdefault(match.need, []).append(match)
    for need, listed in of_need.items():
        found += _list(need, listed, top)
        found += _ties(need, listed, places)
        found += _repeats(need, listed, group)
    return found


def _ids(match: Match, asked: dict[Id, Need], goods: dict[Id, Product]) -> Iterator[str]:
    if match.need not in asked:
        yield f"Need {match.need} was never asked."
    if match.product not in goods:
        yield f"Need {match.need}: product {match.product} does not exist."
    elif goods[match.product].exhibitor != match.exhibitor:
        owner = goods[match.product].exhibitor
        yield f"Need {match.need}: product {match.product} is exhibitor {owner}'s, not {match.exhibitor}'s."


def _figures(match: Match) -> Iterator[str]:
    where = f"Need {match.need}, product {match.product}"
    if not 0 <= match.score <= 1:
        yield f"{where}: the score {match.score} is not between 0 and 1."
    if not match.reasons:
        yield f"{where}: no reason is given."
    total = math.fsum(reason.share for reason in match.reasons)
    if not abs(total - match.score) <= _ROUNDING:
        yield f"{where}: the reasons add up to {total}, the score is {match.score}."
    for reason in match.reasons:
        if not reason.share > 0:
            yield f"{where}: the reason {reason.signal} adds nothing."


def _certificates(match: Match, asked: dict[Id, Need], goods: dict[Id, Product]) -> Iterator[str]:
    if match.need in asked and match.product in goods:
        held = goods[match.product].certificates
        for certificate in sorted(asked[match.need].certificates_required):
            if certificate not in held:
                where = f"Need {match.need}, product {match.product}"
                yield f"{where}: the required certificate {certificate} is missing."


def _barred(match: Match, asked: dict[Id, Need]) -> Iterator[str]:
    if match.need in asked and match.exhibitor in asked[match.need].without:
        yield f"Need {match.need}: exhibitor {match.exhibitor} was not to be shown."


def _list(need: Id, listed: list[Match], top: int) -> Iterator[str]:
    if len(listed) > top:
        yield f"Need {need}: {len(listed)} matches, at most {top} were asked for."
    ranks = [match.rank for match in listed]
    if ranks != list(range(1, len(ranks) + 1)):
        yield f"Need {need}: the ranks run {', '.join(map(str, ranks))}, not 1 to {len(ranks)}."
    for before, after in itertools.pairwise(listed):
        if after.score > before.score:
            yield f"Need {need}: rank {after.rank} scores higher than rank {before.rank} before it."


def _ties(need: Id, listed: list[Match], places: dict[Id, int]) -> Iterator[str]:
    for before, after in itertools.pairwise(listed):
        is_tie = after.score == before.score and {before.product, after.product} <= places.keys()
        if is_tie and places[after.product] < places[before.product]:
            yield f"Need {need}: product {after.product} scores as product {before.product}, and stands behind it."


def _repeats(need: Id, listed: list[Match], group: Group) -> Iterator[str]:
    ids = [match.exhibitor if group == "exhibitor" else match.product for match in listed]
    for each, times in Counter(ids).items():
        if times > 1:
            yield f"Need {need}: {group} {each} is listed {times} times."
