"""The compiled search: for each need the products that fit best, and the headings that words point to.

One file, since what is compiled is kept until the file of the outermost function changes.

One need after another: what its words mean, the products whose texts say it, the codes that its words point to and the
products that carry them, the codes and sectors that it names; then the best of all that, by what both sides share.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from buyers.compiled import lean, lean_inner
from buyers.matching.kernels import (
    ALL,
    ANY,
    Best,
    Bits,
    Goods,
    Ints,
    Lists,
    Postings,
    Questions,
    Tree,
    Weights32,
    insert,
    insert_once,
    most,
)

HS, TEXT, NOMENCLATURE, SECTORS = 0, 1, 2, 3
FIRST, LAST, SIGNAL, MODE, ABROAD = range(5)  # the columns of the table of families
FITS = 4  # the signals before this one say whether the goods fit
SIZE = 8
CLOSENESS = (0.3, 0.7, 1.0)  # of goods that share a chapter, a heading, a subheading

COMMON, IDLE, LEAST_COMMON = (
    0.02,
    0.12,
    1000,
)  # the part, and number, of products that make a term common, and idle
ENOUGH = 100  # products that the rarer terms of a need find

AT_ONCE = 64  # rows scored together
MARGIN = 0.9997  # of what was rounded: of the least score more than a step
STEPS = 1e6  # of a score: what is told alike is a tie, and ties go by the order of the products
WELL_SAID = 0.65  # the part of what its words could earn that a text earns which says a need well
HEARD = 0.35  # the same of the best product's text, from which on it speaks for its heading in full
FAINT = 0.3  # so far from the best text that its product says nothing about headings
ECHO = 0.5  # how much headings count to which no code's words point, but the products' texts alone
LEAST = 0.005  # the score from which on anything is said to fit: half of what is shown as 1 %

MOST_HEADINGS, MANY = (
    24,
    400,
)  # headings followed from the words of a need, fewer where these lead to many products
MOST_IMPLIED = 5  # that stand for a product without a code
CHAPTER = 0.3  # what a chapter's own words say of what is in it
BY_SUBHEADING, BY_HEADING, BY_HEADING_TEXT, BY_PRODUCTS = 0.35, 0.22, 0.22, 0.21


class Desk(NamedTuple):
    """Room to work in, all zero between two needs; `…_seen` list what is not zero."""

    by: Weights32  # fitting signal × row: how well it is met
    fit: Weights32  # row → all fitting signals together
    rows: Ints
    is_row: NDArray[np.bool_]
    texts_seen: Ints
    said: Weights32  # what the text of each of these says
    near_texts: Ints  # positions among them
    meant: Weights32  # term → weight
    terms: Ints
    weights: Weights32
    sums: Weights32  # node → what words say of it
    is_node: NDArray[np.bool_]
    nodes_seen: Ints
    spelt: Weights32
    strength: Weights32  # node → how strongly it is pointed to
    parts: Weights32  # (best subheading, own text, best product) × node
    followed: Ints
    followed_values: Weights32
    groups: Ints
    final: NDArray[np.float64]
    final_row: Ints
    barred: NDArray[np.bool_]
    near: Ints  # rows to be scored together
    scores: NDArray[np.float64]
    strengths: Weights32
    kept: Ints  # the best groups by their fits
    kept_values: Weights32
    share: Weights32  # what each fitting signal counts
    all_shown: bool  # nobody is hidden from everybody


def _desk(goods: Goods, tree: Tree, signals: int, room: int, top: int) -> Desk:
    rows, nodes = len(goods.group), len(tree.level)
    terms = len(goods.texts.starts)
    return Desk(
        np.zeros((FITS, rows), np.float32),
        np.zeros(rows, np.float32),
        np.empty(rows, np.int32),
        np.zeros(rows, np.bool_),
        np.empty(rows, np.int32),
        np.empty(rows, np.float32),
        np.empty(rows + 1, np.int32),
        np.zeros(terms, np.float32),
        np.empty(terms, np.int32),
        np.empty(terms, np.float32),
        np.zeros(nodes, np.float32),
        np.zeros(nodes, np.bool_),
        np.empty(nodes, np.int32),
        np.zeros(nodes, np.float32),
        np.zeros(nodes, np.float32),
        np.zeros((3, nodes), np.float32),
        np.empty(MOST_HEADINGS, np.int32),
        np.empty(MOST_HEADINGS, np.float32),
        np.empty(goods.groups, np.int32),
        np.zeros(goods.groups, np.float64),
        np.empty(goods.groups, np.int32),
        goods.hidden.copy(),
        np.empty(room, np.int32),
        np.empty(room, np.float64),
        np.zeros((room, signals), np.float32),
        np.empty(top, np.int32),
        np.empty(top, np.float32),
        np.empty(FITS, np.float32),
        not goods.hidden.any(),
    )


def find(
    needs: Ints,
    top: int,
    goods: Goods,
    tree: Tree,
    families: Ints,
    sectors: Lists,
    held: Ints,
    asked: Questions,
) -> Best:
    """The `top` best products, of as many groups, for each of some needs.

    `sectors`: sector → rows; `held`: row → how many sectors it has.
    """
    width, signals = max(1, top), asked.weights.shape[1]
    desk = _desk(goods, tree, signals, max(top, AT_ONCE), width)
    best = Best(
        np.zeros(len(needs), np.int32),
        np.zeros((len(needs), width), np.int32),
        np.zeros((len(needs), width), np.float64),
        np.zeros((len(needs), width, signals), np.float32),
    )
    if top:
        _find(needs, desk, goods, tree, families, sectors, held, asked, best)
    return Best(best.found, best.rows.ravel(), best.scores.ravel(), best.strengths.ravel())


@lean
def _find(
    needs: Ints,
    desk: Desk,
    goods: Goods,
    tree: Tree,
    families: Ints,
    sectors: Lists,
    held: Ints,
    asked: Questions,
    best: Best,
) -> None:
    """Fill in the best of each need."""
    top, signals = best.rows.shape[1], best.strengths.shape[2]
    for one in range(len(needs)):
        need = needs[one]
        if asked.fitting[need] == 0:
            continue
        used, texts = _fitting(desk, need, top, goods, tree, sectors, held, asked)
        limit = _weigh(desk, need, used, top, goods, asked) * asked.fitting[need]
        groups = _score_near(desk, need, used, limit, goods, families, asked)
        count = _choose(desk, groups, best.rows[one], best.scores[one])
        best.found[one] = count
        _score(desk, need, best.rows[one, :count], desk.scores, goods, families, asked)
        for place in range(count):
            for signal in range(signals):
                best.strengths[one, place, signal] = desk.strengths[place, signal]
        _clear(desk, need, used, texts, goods, asked)


def imply(texts: Lists, spelt: Postings, goods: Goods, tree: Tree) -> tuple[Ints, Ints, Weights32]:
    """The headings that the words of some products' texts point to, as a vector of length 1 for each."""
    desk, number = _desk(goods, tree, 1, 1, 1), len(texts.starts) - 1
    count = np.zeros(number, np.int32)
    nodes = np.zeros((number, MOST_IMPLIED), np.int32)
    values = np.zeros((number, MOST_IMPLIED), np.float32)
    _imply(texts, spelt, desk, goods, tree, count, nodes, values)
    return count, nodes.ravel(), values.ravel()


@lean
def _imply(
    texts: Lists,
    spelt: Postings,
    desk: Desk,
    goods: Goods,
    tree: Tree,
    count: Ints,
    nodes: Ints,
    values: Weights32,
) -> None:
    """Fill in how many headings each text's words point to, which, and how much."""
    for one in range(len(count)):
        said = texts.items[texts.starts[one] : texts.starts[one + 1]]
        length = 0
        for term in said:
            if desk.meant[term] == 0:
                desk.meant[term] = 1
                desk.terms[length], desk.weights[length] = term, 1
                length += 1
        _forget(desk, length)
        pointed, _ = _point(desk, tree, length, spelt, desk.terms[:length])
        found = _headings(desk, goods, tree, 0, pointed, np.float32(1), np.float32(0))
        count[one] = min(found, MOST_IMPLIED)
        size = np.float32(1e-9)
        for at in range(count[one]):
            size += desk.followed_values[at] ** 2
        for at in range(count[one]):
            nodes[one, at] = desk.followed[at]
            values[one, at] = desk.followed_values[at] / np.sqrt(size)
        _clear_nodes(desk, tree, pointed)


@lean_inner
def _fitting(
    desk: Desk, need: int, top: int, goods: Goods, tree: Tree, sectors: Lists, held: Ints, asked: Questions
) -> tuple[int, int]:
    """How well products fit by each signal about the goods; returns how many may be shown, and how many words found."""
    length = _meant(desk, need, asked)
    texts = _by_texts(desk, goods, length)
    bound = asked.bound[need]
    used = 0
    if asked.weights[need, NOMENCLATURE] > 0:
        for at in range(length):
            desk.weights[at] *= desk.weights[at]
        words = asked.words.items[asked.words.starts[need] : asked.words.starts[need + 1]]
        nodes, best = _point(desk, tree, length, asked.spelt, words)
        hoped = asked.bound_of_codes[need] or _possible(desk, tree, length)
        understood = min(np.float32(1), best / np.float32(WELL_SAID * hoped))
        understood *= np.sqrt(understood)
        heard = min(np.float32(1), most(desk.said[:texts]) / np.float32(HEARD * bound))
        heard *= np.sqrt(heard)
        headings = _headings(desk, goods, tree, texts, nodes, understood, heard)
        used = _follow(desk, goods, tree, headings, used)
        if used == 0:
            used = _follow_chapters(desk, tree)
        _clear_nodes(desk, tree, nodes)
        for at in range(length):
            desk.weights[at] = np.sqrt(desk.weights[at])
    for at in range(texts):
        desk.said[at] = min(np.float32(1), desk.said[at] / bound)
    used = _by_codes(desk, need, goods, tree, asked, used, texts)
    used = _by_sectors(desk, need, sectors, held, asked, used)
    used = _note_best_texts(desk, need, top, goods, asked, texts, used)
    for at in range(used):
        row = desk.rows[at]
        desk.by[TEXT, row] = min(np.float32(1), desk.by[TEXT, row] / bound)
    return used, texts


@lean_inner
def _note_best_texts(
    desk: Desk, need: int, top: int, goods: Goods, asked: Questions, texts: int, used: int
) -> int:
    """Note the rows that may be among the best by their texts alone; most of what shares a word may not."""
    limit = 0.0
    anybody = desk.all_shown and asked.without.starts[need] == asked.without.starts[need + 1]
    if anybody and not asked.musts[need]:
        limit = _limit_of_texts(desk, goods, texts, top) * np.float32(asked.fitting[need])
    for at in range(texts):
        if desk.said[at] >= limit:
            used = _note(desk.is_row, desk.rows, desk.texts_seen[at], used)
    return used


@lean_inner
def _limit_of_texts(desk: Desk, goods: Goods, texts: int, top: int) -> Any:
    """How well the text of the group in the last place fits; 0 where all have one."""
    count, least = 0, np.float32(0)
    for at in range(texts):
        if desk.said[at] > least:
            group = goods.group[desk.texts_seen[at]]
            count = insert_once(desk.kept, desk.kept_values, count, group, desk.said[at])
            least = desk.kept_values[top - 1] if count == top else least
    return least * MARGIN


@lean_inner
def _note(is_row: NDArray[np.bool_], rows: Ints, row: int, used: int) -> int:
    if not is_row[row]:
        is_row[row] = True
        rows[used] = row
        return used + 1
    return used


@lean_inner
def _meant(desk: Desk, need: int, asked: Questions) -> int:
    """The terms that a need's words stand for, each with the weight of the word that means it most."""
    length = 0
    for at in range(asked.words.starts[need], asked.words.starts[need + 1]):
        word = asked.words.items[at]
        for meaning in range(asked.meanings.starts[word], asked.meanings.starts[word + 1]):
            term = asked.meanings.rows[meaning]
            if desk.meant[term] == 0:
                desk.terms[length] = term
                length += 1
            desk.meant[term] = max(desk.meant[term], asked.meanings.values[meaning])
    for at in range(length):
        desk.weights[at] = desk.meant[desk.terms[at]]
    _forget(desk, length)
    return length


@lean_inner
def _forget(desk: Desk, length: int) -> None:
    for at in range(length):
        desk.meant[desk.terms[at]] = 0


@lean_inner
def _by_texts(desk: Desk, goods: Goods, length: int) -> int:
    """What the texts of products say of the meant terms; returns how many say anything.

    Terms that many have don't bring products in, unless little else does: they only lift those that are in; and those
    that very many have say nothing.
    """
    common = max(LEAST_COMMON, int(COMMON * len(goods.group)))
    idle = max(LEAST_COMMON, int(IDLE * len(goods.group)))
    seen = 0
    for at in range(length):
        if _often(goods.texts, desk.terms[at]) <= common:
            seen = _add(goods.texts, desk.terms[at], desk.weights[at], desk.by[TEXT], desk.texts_seen, seen)
    few = seen < ENOUGH
    for at in range(length):
        often = _often(goods.texts, desk.terms[at])
        if often > common:
            if few:
                seen = _add(
                    goods.texts, desk.terms[at], desk.weights[at], desk.by[TEXT], desk.texts_seen, seen
                )
            elif often <= idle:
                _lift(goods.texts, desk.terms[at], desk.weights[at], desk.by[TEXT])
    for at in range(seen):
        desk.said[at] = desk.by[TEXT, desk.texts_seen[at]]
    return seen


@lean_inner
def _often(postings: Postings, key: int) -> int:
    return postings.starts[key + 1] - postings.starts[key]


@lean_inner
def _add(postings: Postings, key: int, weight: float, sums: Weights32, seen: Ints, length: int) -> int:
    """Add what a key says of each row; returns how many rows were seen so far."""
    for post in range(postings.starts[key], postings.starts[key + 1]):
        row = postings.rows[post]
        if sums[row] == 0:
            seen[length] = row
            length += 1
        sums[row] += weight * postings.values[post]
    return length


@lean_inner
def _lift(postings: Postings, key: int, weight: float, sums: Weights32) -> None:
    """Add what a key says of the rows that were seen already."""
    for post in range(postings.starts[key], postings.starts[key + 1]):
        row = postings.rows[post]
        if sums[row] > 0:
            sums[row] += weight * postings.values[post]


@lean_inner
def _possible(desk: Desk, tree: Tree, length: int) -> Any:
    """What a code's text would earn that said all of the meant terms, as far as any of them says them."""
    total = np.float32(1e-6)
    for at in range(length):
        if _often(tree.texts, desk.terms[at]) > 0:
            total += desk.weights[at] * tree.rarity[desk.terms[at]]
    return total


@lean_inner
def _point(desk: Desk, tree: Tree, length: int, spelt: Postings, words: Ints) -> tuple[int, Any]:
    """Fill `sums` with what words, and how they are spelt, say of each code, each relative to the best.

    Returns how many codes anything is said of (`nodes_seen`), and the most that words say of any.
    """
    nodes = 0
    for at in range(length):
        nodes = _say(tree.texts, desk.terms[at], desk.weights[at], desk.sums, desk, nodes)
    for word in words:
        nodes = _say(spelt, word, np.float32(1), desk.spelt, desk, nodes)
    best = best_spelt = np.float32(1e-9)
    for at in range(nodes):
        node = desk.nodes_seen[at]
        best, best_spelt = max(best, desk.sums[node]), max(best_spelt, desk.spelt[node])
    by_words, by_spelling = np.float32(1) / best, np.float32(1) / best_spelt
    for at in range(nodes):
        node = desk.nodes_seen[at]
        desk.sums[node] = desk.sums[node] * by_words + desk.spelt[node] * by_spelling
        desk.spelt[node] = 0
        desk.is_node[node] = False
    return nodes, best


@lean_inner
def _say(postings: Postings, key: int, weight: Any, sums: Weights32, desk: Desk, nodes: int) -> int:
    """Add what a key says of each code; returns how many were seen so far."""
    for post in range(postings.starts[key], postings.starts[key + 1]):
        node = postings.rows[post]
        nodes = _note(desk.is_node, desk.nodes_seen, node, nodes)
        sums[node] += weight * postings.values[post]
    return nodes


@lean_inner
def _headings(
    desk: Desk, goods: Goods, tree: Tree, texts: int, nodes: int, understood: Any, heard: Any
) -> int:
    """How strongly each heading is pointed to: fills `strength` and the headings followed, and returns how many.

    By the best subheading below it, by all words of the heading, and by the best product that carries it: each relative
    to the best there is and squared, so that what is far from the best counts for little. Where no code's words say
    much of what is asked (`understood`, up to 1), even the best of them counts for little: a small nomenclature does
    not mislead, nor do words for goods in a text about something else. Nor does the best product, where it says
    little of it (`heard`).
    """
    first, deeper = tree.first[1], tree.first[2]
    best4 = best6 = np.float32(0)
    for at in range(nodes):
        node = desk.nodes_seen[at]
        if node >= deeper:
            best6 = max(best6, desk.sums[node])
        elif node >= first:
            best4 = max(best4, desk.sums[node])
    best_text = most(desk.said[:texts])
    known = (
        (BY_HEADING + BY_SUBHEADING) * (best6 > 0)
        + BY_HEADING_TEXT * (best4 > 0)
        + BY_PRODUCTS * (best_text > 0)
    )
    if known == 0:
        return 0
    if best4 == 0 and best6 == 0:
        known /= np.float32(ECHO)
    _by_own_words(desk, tree, nodes, best4, best6, np.float32(understood / known))
    _by_products(desk, goods, texts, best_text, np.float32(heard / known))
    return _strongest(desk, first, deeper)


@lean_inner
def _by_own_words(desk: Desk, tree: Tree, nodes: int, best4: Any, best6: Any, share: Any) -> None:
    """What words say of each heading, and the most that they say of a subheading in it."""
    first, deeper = tree.first[1], tree.first[2]
    for at in range(nodes):
        node = desk.nodes_seen[at]
        if node >= deeper:
            value = share * (desk.sums[node] / best6) ** 2
            desk.strength[node] = value
            over = tree.above[node]
            desk.parts[0, over] = max(desk.parts[0, over], value)
        elif node >= first:
            desk.parts[1, node] = share * (desk.sums[node] / best4) ** 2


@lean_inner
def _by_products(desk: Desk, goods: Goods, texts: int, best: Any, share: Any) -> None:
    """The best product that carries each heading; those that are far from the best are passed over without a branch."""
    near, least = 0, FAINT * best
    for at in range(texts):
        desk.near_texts[near] = at
        near += desk.said[at] > least
    for nth in range(near):
        at = desk.near_texts[nth]
        row = desk.texts_seen[at]
        for held in range(goods.headings.starts[row], goods.headings.starts[row + 1]):
            node = goods.headings.items[held]
            desk.parts[2, node] = max(desk.parts[2, node], share * (desk.said[at] / best) ** 2)


@lean_inner
def _strongest(desk: Desk, first: int, deeper: int) -> int:
    for node in range(first, deeper):
        desk.strength[node] = (
            np.float32(BY_HEADING) * desk.parts[0, node]
            + np.float32(BY_HEADING_TEXT) * desk.parts[1, node]
            + np.float32(BY_PRODUCTS) * desk.parts[2, node]
        )
        desk.parts[0, node] = desk.parts[1, node] = desk.parts[2, node] = 0
    count, least = 0, np.float32(0)
    for node in range(first, deeper):
        if desk.strength[node] > least:
            count = insert(desk.followed, desk.followed_values, count, node, desk.strength[node])
            least = desk.followed_values[MOST_HEADINGS - 1] if count == MOST_HEADINGS else least
    return count


@lean_inner
def _follow(desk: Desk, goods: Goods, tree: Tree, headings: int, used: int) -> int:
    """From headings, and the subheadings in them, to the products that carry them."""
    for at in range(headings):
        if used >= MANY:
            break
        node = desk.followed[at]
        for post in range(tree.carriers.starts[node], tree.carriers.starts[node + 1]):
            row = tree.carriers.rows[post]
            value = desk.strength[node] + BY_SUBHEADING * desk.strength[tree.deepest[post]]
            value = min(np.float32(1), value * tree.carriers.values[post])
            desk.by[NOMENCLATURE, row] = max(desk.by[NOMENCLATURE, row], value)
            used = _note(desk.is_row, desk.rows, row, used)
    return used


@lean_inner
def _follow_chapters(desk: Desk, tree: Tree) -> int:
    """From the chapters whose own words say it best to all that is in them, where no heading says anything."""
    used, first = 0, tree.first[1]
    best = most(desk.sums[:first])
    for node in range(first):
        if desk.sums[node] > 0 and desk.sums[node] >= 0.8 * best:
            value = np.float32(CHAPTER * (desk.sums[node] / best) ** 2)
            for post in range(tree.carriers.starts[node], tree.carriers.starts[node + 1]):
                row = tree.carriers.rows[post]
                desk.by[NOMENCLATURE, row] = max(desk.by[NOMENCLATURE, row], value)
                used = _note(desk.is_row, desk.rows, row, used)
    return used


@lean_inner
def _clear_nodes(desk: Desk, tree: Tree, nodes: int) -> None:
    for at in range(nodes):
        desk.sums[desk.nodes_seen[at]] = desk.strength[desk.nodes_seen[at]] = 0
    desk.strength[tree.first[1] : tree.first[2]] = 0


@lean_inner
def _by_codes(
    desk: Desk, need: int, goods: Goods, tree: Tree, asked: Questions, used: int, texts: int
) -> int:
    """Products by the deepest level that their code shares with one asked for, or, without a code, seems to share.

    A chapter brings in what is in it only where a need finds little else.
    """
    guess = asked.weights[need, NOMENCLATURE] > 0
    enough = used + texts >= ENOUGH
    for at in range(asked.codes.starts[need], asked.codes.starts[need + 1]):
        node = asked.codes.items[at]
        while node >= 0:
            close = np.float32(CLOSENESS[tree.level[node] // 2 - 1])
            for post in range(tree.carriers.starts[node], tree.carriers.starts[node + 1]):
                row = tree.carriers.rows[post]
                coded = goods.coded[row]
                known = desk.is_row[row] or desk.by[TEXT, row] > 0
                if (coded or guess) and (known or tree.level[node] > 2 or not enough):
                    signal = HS if coded else NOMENCLATURE
                    desk.by[signal, row] = max(desk.by[signal, row], close * tree.carriers.values[post])
                    used = _note(desk.is_row, desk.rows, row, used)
            node = tree.above[node]
    return used


@lean_inner
def _by_sectors(desk: Desk, need: int, sectors: Lists, held: Ints, asked: Questions, used: int) -> int:
    number = asked.sectors.starts[need + 1] - asked.sectors.starts[need]
    for at in range(asked.sectors.starts[need], asked.sectors.starts[need + 1]):
        sector = asked.sectors.items[at]
        for post in range(sectors.starts[sector], sectors.starts[sector + 1]):
            row = sectors.items[post]
            desk.by[SECTORS, row] += np.float32(1.0 / min(number, held[row]))
            used = _note(desk.is_row, desk.rows, row, used)
    return used


@lean_inner
def _weigh(desk: Desk, need: int, used: int, top: int, goods: Goods, asked: Questions) -> Any:
    """Each product's fit, of those that may be shown; returns that of the group in the last place, or 0."""
    must = asked.musts[need]
    for signal in range(FITS):
        desk.share[signal] = asked.weights[need, signal] / asked.fitting[need]
    for at in range(asked.without.starts[need], asked.without.starts[need + 1]):
        desk.barred[asked.without.items[at]] = True
    count, least = 0, np.float32(0)
    for at in range(used):
        row = desk.rows[at]
        value = np.float32(0)
        for signal in range(FITS):
            value += desk.share[signal] * desk.by[signal, row]
        if (
            value <= 0
            or desk.barred[goods.exhibitor[row]]
            or (must and not _has(goods.features[row], asked.required[need]))
        ):
            desk.fit[row] = 0
            continue
        desk.fit[row] = value
        if value > least:
            count = insert_once(desk.kept, desk.kept_values, count, goods.group[row], value)
            least = desk.kept_values[top - 1] if count == top else least
    return least * MARGIN


@lean_inner
def _has(there: Bits, required: Bits) -> bool:
    for word in range(len(required)):  # noqa: SIM110 - the compiler knows no generators
        if there[word] & required[word] != required[word]:
            return False
    return True


@lean_inner
def _score_near(
    desk: Desk, need: int, used: int, limit: float, goods: Goods, families: Ints, asked: Questions
) -> int:
    """The score of each product that may be among the best, and each group's best; returns how many groups."""
    near = groups = 0
    for at in range(used):
        row = desk.rows[at]
        if desk.fit[row] > 0 and desk.fit[row] >= limit:
            desk.near[near] = row
            near += 1
            if near == len(desk.near):
                groups = _score_some(desk, need, near, groups, goods, families, asked)
                near = 0
    return _score_some(desk, need, near, groups, goods, families, asked)


@lean_inner
def _score_some(
    desk: Desk, need: int, near: int, groups: int, goods: Goods, families: Ints, asked: Questions
) -> int:
    """Score some rows, and keep each group's best; returns how many groups have one so far."""
    _score(desk, need, desk.near[:near], desk.scores, goods, families, asked)
    for at in range(near):
        row, score = desk.near[at], desk.scores[at]
        group = goods.group[row]
        if desk.final[group] == 0 and score > 0:
            desk.groups[groups] = group
            groups += 1
        if score > desk.final[group] or (score == desk.final[group] and row < desk.final_row[group]):
            desk.final[group] = score
            desk.final_row[group] = row
    return groups


@lean_inner
def _score(
    desk: Desk,
    need: int,
    rows: Ints,
    scores: NDArray[np.float64],
    goods: Goods,
    families: Ints,
    asked: Questions,
) -> None:
    """The score of each of some rows, and in `strengths` how well each signal is met."""
    for at in range(len(rows)):
        row, shared = rows[at], desk.strengths[at]
        same_home = asked.home[need] == goods.home[row]
        _share(families, asked.features[need], goods.features[row], same_home, shared)
        size = asked.size[need] if asked.unit[need] == goods.unit[row] else np.float32(0)
        shared[SIZE] = min(np.float32(1), size / goods.least[row], goods.most[row] / size) if size > 0 else 0
        score = _sum(desk.by, row, shared, asked.weights[need], asked.fitting[need])
        scores[at] = np.rint(score * STEPS) / STEPS


@lean_inner
def _sum(by: Weights32, row: int, out: Weights32, weights: NDArray[np.float64], fitting: float) -> float:
    fit = more = 0.0
    for signal in range(len(out)):
        if signal < FITS:
            out[signal] = by[signal, row]
            fit += weights[signal] * out[signal]
        else:
            more += weights[signal] * out[signal]
        if weights[signal] == 0:
            out[signal] = 0
    return fit * (1 + more / fitting)


@lean_inner
def _share(families: Ints, asked: Bits, there: Bits, same_home: bool, out: Weights32) -> None:
    """What both have in common, by signal; of a signal's families those count that the product states."""
    stated = 0
    for family in range(len(families)):
        common = wanted = held = 0
        for word in range(families[family, FIRST], families[family, LAST]):
            common += _bits(asked[word] & there[word])
            wanted += _bits(asked[word])
            held += _bits(there[word])
        signal = families[family, SIGNAL]
        if family == 0 or families[family - 1, SIGNAL] != signal:
            out[signal], stated = 0, 0
        if held == 0:
            continue
        value = _common(families[family, MODE], common, wanted, held)
        if same_home and families[family, ABROAD]:
            value = 0.0
        out[signal] = (out[signal] * stated + value) / (stated + 1)
        stated += 1


@lean_inner
def _common(mode: int, common: int, wanted: int, held: int) -> float:
    if common == 0:
        return 0.0
    if mode == ANY:
        return 1.0
    return common / wanted if mode == ALL else common / min(wanted, held)


@lean_inner
def _bits(word: np.uint64) -> int:
    count = 0
    while word:
        word &= word - np.uint64(1)
        count += 1
    return count


@lean_inner
def _choose(desk: Desk, groups: int, rows: Ints, scores: NDArray[np.float64]) -> int:
    """Each group's best product, the best groups first, ties by the order of the products."""
    count = 0
    for at in range(groups):
        group = desk.groups[at]
        if desk.final[group] >= LEAST:
            count = insert(rows, scores, count, desk.final_row[group], desk.final[group])
        desk.final[group] = 0
    return count


@lean_inner
def _clear(desk: Desk, need: int, used: int, texts: int, goods: Goods, asked: Questions) -> None:
    for at in range(texts):
        desk.by[TEXT, desk.texts_seen[at]] = 0
    for at in range(used):
        row = desk.rows[at]
        desk.is_row[row] = False
        for signal in range(FITS):
            desk.by[signal, row] = 0
    for at in range(asked.without.starts[need], asked.without.starts[need + 1]):
        desk.barred[asked.without.items[at]] = goods.hidden[asked.without.items[at]]
