"""The matching as a command: needs and products in, matches out."""

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from buyers.matching.catalogue import Catalogue
from buyers.matching.data import Id, Market, Need, Product
from buyers.matching.headings import side_by_side, with_headings
from buyers.matching.lexicon import Lexicon
from buyers.matching.lines import (
    Unreadable,
    read_agreements,
    read_needs,
    read_nomenclature,
    read_parallel,
    read_products,
    written,
)
from buyers.matching.matches import Matches
from buyers.matching.processes import in_processes

DIGITS = 6  # behind the point, of scores and shares
AT_ONCE = 256  # needs whose lines are written by one process
MOST_DIGITS = 18  # of a number of matches: so many there never are
EPILOG = """
Needs and products are JSON objects, one a line. Both have id and text, and may have hs_codes (2, 4 or 6 digits; commas,
semicolons, slashes or spaces stand between several in one text, but 0810 60 and 0810 6000 are one; a number may lack
the zero in front), sectors, certificates, languages, markets (lists of texts) and economy (a text). Codes that a need's
text calls HS codes count as well. A need's certificates are required, and exclude what lacks one; certificates_welcome
only lift. A need may have quantity and unit; a product exhibitor, least and most (the order sizes that it takes, in its
unit), wants_economies and wants_sectors (the buyers that the exhibitor wishes to meet).

Each line of the answer has need, product (by --group exhibitor also exhibitor), rank, score (0 to 1) and reasons: what
each signal adds to the score, with its figures. There are fewer than --top where no more fits. A reason of words that
has found 0 is of words that are like the need's, or of another language; one of the nomenclature has carried 0 where
the product has not the code, but words that point to it.

The HS chapters and headings are known by short names, and by what traders call the goods (in English and Chinese):
a need for hoodies finds sweatshirts, one for 榴莲 durians. --nomenclature adds the official words, --parallel more to
learn from; --no-headings leaves these names out. What a need says beside the goods (that somebody looks for good
partners) counts for nothing.

Of needs with the same id the first counts, and so of products. That is told on stderr, and so are HS codes that can't
be read, numbers that get a zero in front, and fields that are not known, each kind once; what can be read is matched.

Exit status: 0; 2 for what can't be read, with the number of the line; 1 where the answer can't be written.
"""


def main(arguments: Sequence[str] | None = None, out: BinaryIO | None = None) -> int:
    """Read, match, write (to stdout, where `out` is none); returns the exit status."""
    out = out or sys.stdout.buffer
    options = _parser().parse_args(arguments)
    try:
        needs = _each_once(read_needs(options.needs, _warn))
        products = read_products(options.products, _warn)
        texts = (each.text for each in chain[Need | Product](needs, products))
        market = _market(options, is_plain=all(map(str.isascii, texts)))
        catalogue = Catalogue(products, market=market)
    except (Unreadable, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - it is a command
        return 2
    try:
        out.writelines(_lines(catalogue, needs, options))
        out.flush()
    except BrokenPipeError:  # who reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return 1
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _warn(remark: str) -> None:
    print(f"warning: {remark}", file=sys.stderr)  # noqa: T201


def _each_once(needs: Sequence[Need]) -> list[Need]:
    known: dict[Id, Need] = {}
    for need in needs:
        known.setdefault(need.id, need)
    return list(known.values())


def _market(options: argparse.Namespace, *, is_plain: bool) -> Market:
    nomenclature = read_nomenclature(options.nomenclature, _warn) if options.nomenclature else {}
    return Market(
        agreements=read_agreements(options.agreements) if options.agreements else {},
        nomenclature=nomenclature if options.no_headings else with_headings(nomenclature),
        lexicon=_lexicon(options, is_plain=is_plain),
    )


def _lexicon(options: argparse.Namespace, *, is_plain: bool) -> Lexicon | None:
    """Learn from the parallel texts that are given, and from the headings where not all is plain English."""
    lines = read_parallel(options.parallel) if options.parallel else []
    if not (options.no_headings or is_plain):
        lines = lines + side_by_side({language for line in lines for language in line})
    return Lexicon(lines) if lines else None


def _lines(catalogue: Catalogue, needs: Sequence[Need], options: argparse.Namespace) -> Iterator[bytes]:
    """The answer, the lines of some needs at a time."""

    def lines_of(part: Matches) -> bytes:
        told = part.rounded(DIGITS)
        matches = told.bare() if options.no_reasons else told
        return b"".join(
            written(match, options.group, with_reasons=not options.no_reasons) for match in matches
        )

    # All is found before the first line is written: processes can be forked only where no thread searches any more.
    found = catalogue.find(needs, top=options.top, group=options.group)
    return in_processes(list(found.in_parts(AT_ONCE)), lines_of)


def _count(text: str) -> int:
    digits = text.strip().lstrip("0")
    if not (digits.isascii() and digits.isdigit()):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no whole number above 0")
    return int(digits[:MOST_DIGITS])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m buyers.matching",
        description="For every need the products, or exhibitors, that fit it best, with reasons.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--needs", type=Path, required=True, metavar="JSONL")
    parser.add_argument("--products", type=Path, required=True, metavar="JSONL")
    parser.add_argument("--top", type=_count, default=20, help="matches of a need, at most (20)")
    parser.add_argument(
        "--group", choices=("product", "exhibitor"), default="product", help="what is listed once"
    )
    parser.add_argument(
        "--nomenclature",
        type=Path,
        metavar="CSV",
        help="the columns hscode and description; others are ignored",
    )
    parser.add_argument(
        "--parallel",
        type=Path,
        metavar="TSV",
        help="the column code and two or more, one a language: to learn from",
    )
    parser.add_argument("--agreements", type=Path, metavar="CSV", help="the columns agreement and economy")
    parser.add_argument(
        "--no-headings",
        action="store_true",
        help="leave out the table of headings that is part of the program",
    )
    parser.add_argument("--no-reasons", action="store_true", help="leave out the reasons")
    return parser


if __name__ == "__main__":
    gc.disable()  # millions of small things, none of them in circles
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as JSON is, whatever the terminal has
    sys.exit(main())
