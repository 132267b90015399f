"""How well the matching finds what people judged to fit: nDCG@10 and Recall@20 beside bm25s, set by set.

A set is a folder with queries.tsv (query_id, text), items.tsv (item_id, text, and perhaps hs), judgements.tsv
(query_id, item_id, grade) and perhaps parallel.tsv (code and a column a language). Items whose number is an HS code
carry it; the lexicon for a query is learnt from lines of other headings than its own.
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np

from buyers.matching import Catalogue, Lexicon, Market, Need, Product
from buyers.matching.codes import normal
from buyers.matching.headings import side_by_side, with_headings

FOLDS = 10
Ranking = Mapping[str, list[str]]
Grades = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class RelevanceSet:
    """Texts that are asked, texts that answer, and how well they do."""

    name: str
    queries: dict[str, str]
    items: list[dict[str, str]]
    grades: dict[str, dict[str, int]]
    parallel: list[dict[str, str]]

    def codes(self) -> list[str]:
        """Each item's HS code, by its own column or by its number; "" where it has none."""
        return [normal(item.get("hs", item["item_id"])) for item in self.items]


def read(folder: Path) -> RelevanceSet:
    """Read a set from its folder."""
    grades: dict[str, dict[str, int]] = {}
    for row in _rows(folder / "judgements.tsv"):
        grades.setdefault(row["query_id"], {})[row["item_id"]] = int(row["grade"])
    parallel = folder / "parallel.tsv"
    return RelevanceSet(
        name=folder.name,
        queries={row["query_id"]: row["text"] for row in _rows(folder / "queries.tsv")},
        items=list(_rows(folder / "items.tsv")),
        grades=grades,
        parallel=list(_rows(parallel)) if parallel.exists() else [],
    )


def ways(known: RelevanceSet, nomenclature: Mapping[str, str]) -> Iterator[tuple[str, Ranking]]:
    """The rankings to be compared, the peer's first: what the matching is given differs from one to the next.

    The table of headings that the project carries is in use, as the command has it, but where it is left out.
    """
    yield "bm25s", _by_bm25s(known)
    own, both = with_headings({}), with_headings(nomenclature)
    if known.parallel:
        yield "lexicon, no headings", _by_lexicon(known, {}, [], [])
        yield "texts", _ranked(known, known.queries, own, [], Lexicon(side_by_side()))
        beside = side_by_side(known.parallel[0])
        yield "lexicon", _by_lexicon(known, own, [], beside)
        yield "lexicon, codes", _by_lexicon(known, own, known.codes(), beside)
        yield "lexicon, codes, nomenclature", _by_lexicon(known, both, known.codes(), beside)
        return
    if not _is_latin(known):
        lexicon = Lexicon(side_by_side())
        yield "texts, no headings", _ranked(known, known.queries, {}, [])
        yield "texts", _ranked(known, known.queries, own, [], lexicon)
        yield "texts, codes", _ranked(known, known.queries, own, known.codes(), lexicon)
        return
    yield "texts, no headings", _ranked(known, known.queries, {}, [])
    yield "texts", _ranked(known, known.queries, own, [])
    yield "texts, codes", _ranked(known, known.queries, own, known.codes())
    if nomenclature:
        yield "texts, nomenclature", _ranked(known, known.queries, both, [])
        yield "texts, codes, nomenclature", _ranked(known, known.queries, both, known.codes())


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], most: int = 10) -> float:
    """Discounted gain of a ranking (the grade is the gain), relative to the best order of all that was judged."""
    ideal = sorted(grades.values(), reverse=True)[:most]
    best = sum(gain / math.log2(at + 2) for at, gain in enumerate(ideal))
    gains = [grades.get(item, 0) for item in ranking[:most]]
    return sum(gain / math.log2(at + 2) for at, gain in enumerate(gains)) / best if best else 0.0


def recall(ranking: Sequence[str], grades: Mapping[str, int], most: int = 20) -> float:
    """The part of the best-graded items that is among the first ones."""
    best = {item for item, grade in grades.items() if grade == max(grades.values())}
    return len(best & {*ranking[:most]}) / len(best) if best else 0.0


def figures(known: RelevanceSet, ranking: Ranking) -> tuple[np.ndarray, float]:
    """Each query's nDCG@10, and the mean Recall@20."""
    each = np.array([ndcg(ranking[query], known.grades.get(query, {})) for query in known.queries])
    recalls = [recall(ranking[query], known.grades.get(query, {})) for query in known.queries]
    return each, float(np.mean(recalls))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _is_latin(known: RelevanceSet) -> bool:
    return all(text.isascii() for text in list(known.queries.values())[:50])


def _by_bm25s(known: RelevanceSet) -> Ranking:
    index = bm25s.BM25()
    index.index(
        bm25s.tokenize([item["text"] for item in known.items], show_progress=False), show_progress=False
    )
    asked = bm25s.tokenize(list(known.queries.values()), show_progress=False)
    found, scores = index.retrieve(asked, k=20, show_progress=False)
    return {
        query: [
            known.items[at]["item_id"] for at, score in zip(found[row], scores[row], strict=True) if score > 0
        ]
        for row, query in enumerate(known.queries)
    }


def _ranked(
    known: RelevanceSet,
    queries: Mapping[str, str],
    nomenclature: Mapping[str, str],
    codes: Sequence[str],
    lexicon: Lexicon | None = None,
) -> dict[str, list[str]]:
    products = [
        Product(item["item_id"], item["item_id"], item["text"], hs_codes=(codes[at],) if codes else ())
        for at, item in enumerate(known.items)
    ]
    market = Market(nomenclature=nomenclature, lexicon=lexicon)
    needs = [Need(query, text) for query, text in queries.items()]
    ranking: dict[str, list[str]] = {query: [] for query in queries}
    for match in Catalogue(products, market=market).find(needs, top=20, group="product").bare():
        ranking[str(match.need)].append(str(match.product))
    return ranking


def _by_lexicon(
    known: RelevanceSet,
    nomenclature: Mapping[str, str],
    codes: Sequence[str],
    beside: Sequence[Mapping[str, str]],
) -> Ranking:
    """Fold by fold of the headings: each one's queries with a lexicon from the others' lines, and those beside."""
    best = {query: max(grades, key=lambda item: grades[item]) for query, grades in known.grades.items()}
    headings = sorted({item[:4] for item in best.values()})
    ranking: dict[str, list[str]] = {}
    for fold in range(FOLDS):
        asked = {*headings[fold::FOLDS]}
        lines = [
            {name: text for name, text in line.items() if name != "code"}
            for line in known.parallel
            if line["code"][:4] not in asked
        ]
        queries = {query: text for query, text in known.queries.items() if best[query][:4] in asked}
        ranking |= _ranked(known, queries, nomenclature, codes, Lexicon([*lines, *beside]))
    return ranking
