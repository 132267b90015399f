"""How good and how fast the matching is.

`python -m tests.benchmarks.matching [--data DIR] [--lines DIR] [--needs N] [--products N] [--size SIZE]`

With --data, a folder of relevance sets (and beside it harmonized-system/harmonized-system.csv, where there is one),
nDCG@10 and Recall@20 beside bm25s, with the 95 % interval of the difference; sets that are not there are named as left
out. Then the seconds beside TF-IDF, with --lines also of the needs.jsonl and products.jsonl in that folder, by the
engine and by the command, with --data's nomenclature and without. At last what spreading recommendations changes and
costs in the sample fair, and how long one need there takes that was edited.
"""

import argparse
import os
from pathlib import Path

import numpy as np

SETS = (
    "hs-en-trade-words-dev",
    "hs-en-declarations-dev",
    "hs-en-need-offer-dev",
    "hs-zh-lines-dev",
    "hs-zh-to-en-dev",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with relevance sets")
    parser.add_argument("--lines", type=Path, help="a folder with needs.jsonl and products.jsonl")
    parser.add_argument("--needs", type=int, default=2_000)
    parser.add_argument("--products", type=int, default=5_000)
    parser.add_argument("--size", default="small", choices=["small", "fair", "ten-fairs"])
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    _relevance(options.data)
    _speed(options.needs, options.products)
    if options.lines:
        _lines(options.lines, _words(options.data))
    _exposure(options.size)


def _relevance(data: Path | None) -> None:
    from buyers.matching.lines import read_nomenclature
    from tests.benchmarks.matching import relevance

    words = _words(data)
    nomenclature = read_nomenclature(words) if words else {}
    print(f"{'set':26} {'given':30} {'nDCG@10':>8} {'Recall@20':>10} {'beside bm25s':>18}")
    for name in SETS:
        if data is None or not (data / name / "queries.tsv").exists():
            print(f"{name:26} left out: it is not there")
            continue
        known = relevance.read(data / name)
        peer = None
        for way, ranking in relevance.ways(known, nomenclature):
            each, recall = relevance.figures(known, ranking)
            peer = each if peer is None else peer
            print(f"{name:26} {way:30} {each.mean():8.3f} {recall:10.3f} {_interval(each - peer):>18}")


def _words(data: Path | None) -> Path | None:
    """The nomenclature beside the relevance sets."""
    words = data.parent / "harmonized-system" / "harmonized-system.csv" if data else None
    return words if words and words.exists() else None


def _interval(difference: np.ndarray) -> str:
    spread = 1.96 * difference.std() / np.sqrt(len(difference))
    return f"{difference.mean():+.3f} ± {spread:.3f}" if difference.any() else ""


def _speed(needs: int, products: int) -> None:
    from tests.benchmarks.matching import speed

    asked, shown, market = speed.fair(needs, products)
    print(f"\n{needs:,} needs, {products:,} products, top 20")
    ours, theirs = speed.matching(asked, shown, market), speed.peer(asked, shown)
    print(f"all signals, columns: {ours:.2f} s · TF-IDF and sparse product, texts alone: {theirs:.2f} s")
    print(f"ratio {ours / theirs:.2f} · peak memory of both {speed.peak()} MiB")
    print(f"one need with reasons: {1000 * speed.one_need(asked, shown, market):.1f} ms")


def _lines(folder: Path, words: Path | None) -> None:
    from buyers.matching import Market
    from buyers.matching.headings import with_headings
    from buyers.matching.lines import read_needs, read_nomenclature, read_products
    from tests.benchmarks.matching import speed

    needs, products = folder / "needs.jsonl", folder / "products.jsonl"
    asked, shown = read_needs(needs), read_products(products)
    theirs = speed.peer(asked, shown)
    print(
        f"\n{folder}: {len(asked):,} needs, {len(shown):,} products; TF-IDF and sparse product {theirs:.2f} s"
    )
    ways = {"texts": ({}, ["--no-headings"]), "with headings": (with_headings({}), [])}
    if words:
        both = with_headings(read_nomenclature(words))
        ways["with nomenclature"] = both, ["--nomenclature", str(words)]
    for way, (nomenclature, options) in ways.items():
        ours = speed.matching(asked, shown, Market(nomenclature=nomenclature))
        command = speed.command(needs, products, options)
        print(f"{way}: {ours:.2f} s, {ours / theirs:.2f} times", end="; ")
        print(f"the command with its reasons: {command:.1f} s, {command / theirs:.2f} times")


def _exposure(size: str) -> None:
    from tests.benchmarks.matching.speed import timed
    from tests.benchmarks.stage import fair

    with fair(size):
        from buyers.capacities import capacities
        from buyers.match_needs import TOP
        from buyers.matching import spread
        from buyers.models import SourcingNeed
        from buyers.needs import needs_of
        from exhibitors.catalogue import catalogue_of
        from expo.fair.models import Edition

        edition = Edition.objects.get()
        needs, room = list(needs_of(SourcingNeed.objects.all())), capacities(edition)
        spread(catalogue_of(edition), needs[:5], room, top=TOP)
        seconds = timed(lambda: spread(catalogue_of(edition), needs, room, top=TOP))
        found = spread(catalogue_of(edition), needs, room, top=TOP)
        whole, one = _edited()
    print(f"\nThe sample fair, {size}: {len(needs):,} needs, spread over its exhibitors in {seconds:.1f} s")
    print(f"shown to nobody: {found.unseen_before} of {found.fitting} before, {found.unseen} after", end="; ")
    print(f"cost {100 * found.cost:.2f} % of the sum of scores")
    print(f"a run, with all that it writes: {whole:.1f} s; a need that was edited: {1000 * one:.0f} ms")


def _edited() -> tuple[float, float]:
    """Seconds of a run that matches all needs, and of replacing the matches of one, in the median."""
    from buyers import tasks
    from buyers.match_needs import match_one
    from buyers.models import SourcingNeed
    from expo.fair.models import Edition
    from expo.people.models import User
    from expo.runs.tasks import work_on
    from tests.benchmarks.matching.speed import timed

    organiser = User.objects.filter(is_staff=True).order_by("pk")[0]
    run = tasks.start(tasks.MATCHING, Edition.objects.get(), actor=organiser)
    whole = timed(lambda: work_on(run.pk))
    needs = list(SourcingNeed.objects.order_by("pk")[:21])
    match_one(needs[0], actor=None)  # from now on the catalogue is at hand
    each = [timed(lambda need=need: match_one(need, actor=None)) for need in needs[1:]]
    return whole, float(np.median(each))


if __name__ == "__main__":
    main()
