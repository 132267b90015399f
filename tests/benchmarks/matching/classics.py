"""How well the matching finds texts that people found alike, beside bm25s: a classic small collection of news.

`python -m tests.benchmarks.matching.classics FOLDER`

The folder has lee.cor (a text a line) and similarities0-1.txt (a square table), as they are in gensim/test/test_data of
the package gensim; neither is a part of the project. M. D. Lee, B. Pincombe and M. Welsh, An empirical evaluation of
models of text document similarity (CogSci 2005): people rated each pair of 50 texts from 1 to 5. Each text asks for the
others; a rating above 1 is the grade.
"""

import argparse
from pathlib import Path

import numpy as np

from tests.benchmarks.matching import relevance


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with lee.cor and similarities0-1.txt")
    known = _read(parser.parse_args().folder)
    peer = None
    print(f"{'given':20} {'nDCG@10':>8} {'beside bm25s':>16}")
    for way, ranking in relevance.ways(known, {}):
        if "codes" in way:
            continue  # news has none
        others = {query: [item for item in found if item != query] for query, found in ranking.items()}
        each, _ = relevance.figures(known, others)
        peer = each if peer is None else peer
        spread = 1.96 * (each - peer).std() / np.sqrt(len(each))
        print(f"{way:20} {each.mean():8.3f} {(each - peer).mean():+8.3f} ± {spread:.3f}")


def _read(folder: Path) -> relevance.RelevanceSet:
    texts = [line for line in (folder / "lee.cor").read_text(encoding="latin-1").splitlines() if line.strip()]
    ratings = np.loadtxt(folder / "similarities0-1.txt") * 5
    ratings = np.maximum(ratings, ratings.T)  # where only one half of the table is filled in
    grades = {
        str(one): {
            str(other): round(10 * (ratings[one, other] - 1)) for other in range(len(texts)) if one != other
        }
        for one in range(len(texts))
    }
    numbered = {str(at): text for at, text in enumerate(texts)}
    items = [{"item_id": number, "text": text} for number, text in numbered.items()]
    return relevance.RelevanceSet("lee", numbered, items, grades, [])


if __name__ == "__main__":
    main()
