"""The answer to what somebody looks for: how many there are, what of each facet, and the rows of one page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from exhibitors.directory.facets import FACETS, Kind
from exhibitors.directory.hits import FIRST_BIT
from exhibitors.directory.names import Name, names
from exhibitors.directory.question import MENDED, Alternative, Word, terms_in, words_of
from exhibitors.directory.rows import tables
from exhibitors.directory.statement import Part, union, with_tables
from exhibitors.directory.vocabulary import nearest
from exhibitors.directory.wanted import Wanted
from exhibitors.models import Exhibitor
from expo.fair.changes import kept_until_changed
from expo.fair.models import Edition

SIZE = 24  # rows on a page
PAGES_KEPT = 10  # of each choice
Told = Mapping[str, Mapping[str, int]]  # of each thing counted, by its key, how many
_NAMED = {
    Kind.EXHIBITORS: """exhibitors JOIN exhibitors_exhibitor it USING (id)
        JOIN exhibitors_company named ON named.id = it.company_id""",
    Kind.PRODUCTS: "products JOIN exhibitors_product named USING (id)",
}
_STANDS = "(exhibitor IN (SELECT exhibitor_id FROM exhibitors_boothclaim WHERE state = 'let'))"
_FITS = "(SELECT exhibitor, count(DISTINCT product) AS fits FROM found GROUP BY exhibitor)"

FOUND = Part("SELECT 'found', number::text, count(*) FROM found GROUP BY number")
FITTING = Part("""SELECT 'fitting', product::text, count(*) FROM found
    WHERE product IS NOT NULL AND exhibitor IN (SELECT key FROM shown) GROUP BY product""")
GOODS = Part("""SELECT 'goods', 'all', count(*) FROM (
    SELECT FROM found WHERE product IS NOT NULL GROUP BY product
    HAVING count(DISTINCT word) >= (SELECT count(*) FROM needed)) _""")


@dataclass(frozen=True)
class Answer:
    """What was found.

    `totals` has the number of rows of each kind, `counts` that of each facet's values among the kind shown, with all
    other choices applied. `lacking` has by one bit (a facet's or a word's) how many more fit but for it. `goods` is the
    number of products that have all words themselves, and not by their exhibitor.
    """

    wanted: Wanted
    words: Sequence[Word]
    names: Mapping[tuple[str, str], Name]
    totals: Mapping[Kind, int]
    counts: Mapping[str, Mapping[str, int]]
    lacking: Mapping[int, int]
    found: Sequence[Alternative]
    shown: Sequence[int]
    fitting: Sequence[int]
    goods: int

    @property
    def total(self) -> int:
        """How many rows of the kind shown were found."""
        return self.totals[self.wanted.kind]

    def without(self, bit: int) -> int:
        """How many would be found without this one facet's choices or this one word."""
        return self.total + self.lacking.get(bit, 0)

    def mended(self) -> list[tuple[str, list[str]]]:
        """The words that nothing has, each with what was looked for instead."""
        instead: dict[str, list[str]] = {}
        for word in self.words:
            said = [each.said for each in word.alternatives if each.way == MENDED and each in self.found]
            if said:
                instead[word.typed] = said
        return list(instead.items())


def question(edition: Edition | None, wanted: Wanted, known: Sequence[Name]) -> list[Word]:
    """Return the words to be found, those that nothing has with their nearest; `known` are the facets' names."""
    terms = terms_in(wanted.text)
    return words_of(terms, {} if wanted.literal else nearest(edition, terms, known))


def bit_of_word(number: int) -> int:
    """The bit of a word in what a row lacks."""
    return 1 << (FIRST_BIT + number)


def ask(edition: Edition, wanted: Wanted, page: int = 0) -> Answer:
    """Look for it among the edition's public exhibitors and what they show; the first page is 0.

    It takes two queries, and some more for words in which there may be a slip. What is often asked is kept until
    something changes.
    """
    known = names(edition)
    words = question(edition, wanted, known)

    def told() -> Told:
        return _told(edition, wanted, words, known, page)

    often = _often_asked(wanted, known, page)
    found = kept_until_changed(edition, f"directory:{often}", told) if often else told()
    return _answer(wanted, words, known, defaultdict(dict, found))


def _often_asked(wanted: Wanted, known: Sequence[Name], page: int) -> str:
    """What is asked, in short, where it is one of the few questions that count the most rows; else nothing.

    That is one of the first pages with nothing typed and no more than one known value chosen.
    """
    chosen = [(facet, value) for facet, values in wanted.chosen.items() for value in values]
    is_known = {(name.facet, name.value) for name in known}.issuperset(chosen)
    if wanted.text or page >= PAGES_KEPT or len(chosen) > 1 or not is_known:
        return ""
    return ":".join([wanted.kind, *map("=".join, chosen), str(page)])


def _told(edition: Edition, wanted: Wanted, words: list[Word], known: Sequence[Name], page: int) -> Told:
    """Ask the database: one query."""
    seen = Exhibitor.objects.public().filter(edition=edition)
    arms = [*(_totals(kind) for kind in Kind), *(facet.counts(wanted.kind) for facet in FACETS)]
    arms += [Part("SELECT 'shown', key::text, place FROM shown"), *([FOUND, FITTING, GOODS] if words else [])]
    before = tables(seen, wanted, words, known, list(Kind)) | {
        "shown": _shown(wanted.kind, page, bool(words))
    }
    statement = with_tables(before, union(arms))
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return _sorted(cursor.fetchall())


def _totals(kind: Kind) -> Part:
    return Part(f"SELECT '{kind}', missing::text, count(*) FROM {kind} GROUP BY missing")  # noqa: S608


def _shown(kind: Kind, page: int, is_search: bool) -> Part:
    """The keys of one page's rows in their order; a page beyond the last is the last.

    Of those that fit alike come first whose more products fit, then who has a booth to go to.
    """
    fits = f"LEFT JOIN {_FITS} _ USING (exhibitor)" if is_search else ""
    order = "round(score::numeric, 6) DESC," + ("fits DESC NULLS LAST," if is_search else "")
    last = f"(SELECT greatest(count(*) - 1, 0) / {SIZE} * {SIZE} FROM {kind} WHERE missing < 1)"  # noqa: S608
    keys = f"""SELECT {kind}.id FROM {_NAMED[kind]} {fits} WHERE missing < 1
        ORDER BY {order} {_STANDS} DESC, named.sort_name, {kind}.id LIMIT {SIZE} OFFSET least(%s, {last})"""  # noqa: S608
    return Part(f"SELECT key, place FROM unnest(ARRAY({keys})) WITH ORDINALITY _(key, place)", (page * SIZE,))  # noqa: S608


def _sorted(rows: list[tuple[str, str, int]]) -> Told:
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for what, key, number in rows:
        told[what][key] = number
    return dict(told)


def _answer(wanted: Wanted, words: Sequence[Word], known: Sequence[Name], told: Told) -> Answer:
    alternatives = [each for word in words for each in word.alternatives]
    return Answer(
        wanted=wanted,
        words=words,
        names={(name.facet, name.value): name for name in known},
        totals={kind: told[kind].get("0", 0) for kind in Kind},
        counts={facet.name: told[facet.name] for facet in FACETS},
        lacking={int(bits): number for bits, number in told[wanted.kind].items()},
        found=[alternatives[int(number)] for number in told["found"]],
        shown=[int(key) for key in sorted(told["shown"], key=told["shown"].__getitem__)],
        fitting=[int(key) for key in told["fitting"]],
        goods=told["goods"].get("all", 0),
    )
