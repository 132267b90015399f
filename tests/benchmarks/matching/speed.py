"""How long matching takes beside the straightforward peer: word TF-IDF and a sparse product's best twenty.

Texts are synthetic: words of a vocabulary by Zipf's law, and words of one of 5,000 kinds of goods, each with a code.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from buyers.matching import Catalogue, Market, Need, Product

KINDS, WORDS, EXHIBITORS = 5_000, 25_000, 5_000
THREADS = 2


def fair(needs: int, products: int) -> tuple[list[Need], list[Product], Market]:
    """Needs of some 12 words, every second with a code, products of some 25, and what their codes mean."""
    dice = random.Random(7)
    words = sorted({_word(dice) for _ in range(WORDS * 2)})[:WORDS]
    dice.shuffle(words)
    often = list(accumulate(1 / (place + 5) for place in range(len(words))))
    kinds = {
        f"{at % 96 + 1:02d}{at // 96 % 50 + 1:02d}{at % 9 + 1}1": dice.sample(words, 9) for at in range(KINDS)
    }
    codes = list(kinds)

    def text(code: str, length: int) -> str:
        own = dice.sample(kinds[code], max(2, length // 3) if length < 24 else 8)
        said = own + dice.choices(words, cum_weights=often, k=length - len(own))
        dice.shuffle(said)
        return " ".join(said)

    asked = [(code, text(code, 12)) for code in dice.choices(codes, k=needs)]
    shown = [(code, text(code, 25)) for code in dice.choices(codes, k=products)]
    return (
        [Need(at, said, (code,) if at % 2 else ()) for at, (code, said) in enumerate(asked)],
        [Product(at, at % EXHIBITORS, said, (code,)) for at, (code, said) in enumerate(shown)],
        Market(nomenclature={code: " ".join(said) for code, said in kinds.items()}),
    )


def matching(needs: Sequence[Need], products: Sequence[Product], market: Market) -> float:
    """Seconds from parsed input to all columns, with every signal."""
    few = 600  # from which on all that is compiled is used
    Catalogue(products[:few], market=market).find(needs[:few], group="product")  # compiled, or read from disk
    return timed(lambda: Catalogue(products, market=market).find(needs, group="product"))


def one_need(needs: Sequence[Need], products: Sequence[Product], market: Market) -> float:
    """Median seconds of one need against all products, reasons included."""
    catalogue = Catalogue(products, market=market)
    catalogue.matches(needs[0])
    return float(np.median([timed(lambda need=need: catalogue.matches(need)) for need in needs[:50]]))


def peer(needs: Sequence[Need], products: Sequence[Product]) -> float:
    """Seconds that scikit-learn's word TF-IDF and sparse_dot_topn take for the texts alone."""
    return timed(lambda: _tfidf([need.text for need in needs], [product.text for product in products]))


def command(needs: Path, products: Path, options: Sequence[str]) -> float:
    """Seconds of the command as a whole, reasons included."""
    call = ["-m", "buyers.matching", "--needs", str(needs), "--products", str(products), *options]
    return timed(lambda: subprocess.run([sys.executable, *call], stdout=subprocess.DEVNULL, check=True))


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak() -> int:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _tfidf(asked: list[str], shown: list[str]) -> object:
    vectorizer = TfidfVectorizer(sublinear_tf=True, dtype=np.float32)
    theirs = vectorizer.fit_transform(shown)
    ours = vectorizer.transform(asked)
    return sp_matmul_topn(ours, theirs.T.tocsr(), top_n=20, sort=True, n_threads=THREADS)


def _word(dice: random.Random) -> str:
    return "".join(dice.choice("bcdfghklmnprstvz") + dice.choice("aeiou") for _ in range(dice.randint(2, 4)))
