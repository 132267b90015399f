"""From words to rows: who has which word, by what, and how well.

Each table below is one of a statement's: `asked` has a row for each alternative, `hits` for each of them and
whatever has it; `found` keeps, of each word, the hits of the first way that found something.
"""

from collections import defaultdict
from collections.abc import Sequence

from exhibitors.directory.facets import BY_NAME, FACETS
from exhibitors.directory.names import Name
from exhibitors.directory.question import WAYS, Alternative, Word
from exhibitors.directory.statement import Part, columns, union

FIRST_BIT = len(FACETS)  # of words, in a row's `missing`

# How much it counts by what a word was found; what is rare counts more, see SCORED.
OF_NAME, OF_TEXT, OF_CODE, OF_FACT, OF_HS_WORDS = 1.0, 0.5, 0.9, 0.6, 0.3
OF_ITS_EXHIBITOR = 0.5  # of that, for a product by what its exhibitor has

_WEIGHT = f"asked.weight * CASE WHEN it.terms @@ asked.names THEN {OF_NAME} ELSE {OF_TEXT} END"
_UNDER = "it.hs_code BETWEEN code.code AND code.code || '9999'"

# Trade words are said of a whole heading: they count where nothing else has the word in any way.
BY_WORDS = f"""
    SELECT asked.number, word, way, it.id AS product, it.exhibitor_id AS exhibitor, {_WEIGHT} AS weight
    FROM asked JOIN exhibitors_product it ON it.terms @@ asked.terms
UNION ALL
    SELECT asked.number, word, way, NULL, seen.id, {_WEIGHT}
    FROM asked JOIN exhibitors_company it ON it.terms @@ asked.terms JOIN seen ON seen.company_id = it.id
UNION ALL
    SELECT asked.number, word, way, NULL, it.id, {_WEIGHT}
    FROM asked JOIN exhibitors_exhibitor it ON it.terms @@ asked.terms
UNION ALL
    SELECT code.number, word, way, it.id, it.exhibitor_id, code.weight * {OF_HS_WORDS}
    FROM (SELECT asked.number, word, way, asked.weight, entry.code
        FROM asked JOIN fair_nomenclature entry ON entry.terms @@ asked.names
        UNION
        SELECT asked.number, word, way + {WAYS}, asked.weight, entry.code
        FROM asked JOIN fair_nomenclature entry ON entry.terms @@ asked.terms) code
    JOIN exhibitors_product it ON {_UNDER}
"""  # noqa: S608

EVERY = "SELECT hits.* FROM hits JOIN seen ON seen.id = hits.exhibitor"
BEST = "SELECT word, min(way) AS way FROM every GROUP BY word"
# "<=" rather than "=": the planner then expects a third of the rows, and not next to none.
FOUND = "SELECT every.* FROM every JOIN best USING (word) WHERE every.way <= best.way"

NEEDED = """
    SELECT DISTINCT word FROM asked
    WHERE word IN (SELECT word FROM best) OR before IS NULL
    OR before NOT IN (SELECT word FROM best) OR after NOT IN (SELECT word FROM best)
"""

OF_EXHIBITORS = "SELECT exhibitor AS id, word, max(weight) AS weight FROM found GROUP BY 1, 2"
OF_PRODUCTS = f"""
    SELECT id, word, max(weight) AS weight FROM (
        SELECT product AS id, word, weight FROM found WHERE product IS NOT NULL
        UNION ALL
        SELECT it.id, found.word, found.weight * {OF_ITS_EXHIBITOR}
        FROM found JOIN exhibitors_product it ON it.exhibitor_id = found.exhibitor WHERE found.product IS NULL
    ) _ GROUP BY 1, 2
"""  # noqa: S608


def scored(words: str) -> str:
    """Return the rows that lack no word, or one of several, with their score and the bits of what they lack.

    The weight of a word is its inverse document frequency, ln(1 + N / df), as in Robertson and Zaragoza, The
    Probabilistic Relevance Framework (2009), without its halves: among rows of a fair they make no difference.
    """
    bits = f"(1::bigint << (word + {FIRST_BIT}))"
    return f"""
        SELECT id, sum(weight * ln(1 + (SELECT count(*) FROM seen)::float8 / frequency)) AS score,
            ((SELECT sum({bits}) FROM needed) - sum({bits}))::bigint AS missing
        FROM (SELECT *, count(*) OVER (PARTITION BY word) AS frequency FROM {words}) _
        GROUP BY id HAVING count(*) >= greatest((SELECT count(*) FROM needed) - 1, 1)
    """  # noqa: S608


def tables(words: Sequence[Word], names: Sequence[Name]) -> dict[str, Part]:
    """Return the tables that lead from `seen` to what has the words."""
    asked = [(number, word, each) for number, (word, each) in enumerate(_every(words))]
    return {
        "asked": _asked(words, asked),
        "hits": union([Part(BY_WORDS), _by_code(asked), _by_booth(asked), *_by_names(asked, names)]),
        "every": Part(EVERY),
        "best": Part(BEST),
        "found": Part(FOUND),
        "needed": Part(NEEDED),
        "words_of_exhibitors": Part(OF_EXHIBITORS),
        "words_of_products": Part(OF_PRODUCTS),
    }


Asked = list[tuple[int, int, Alternative]]  # its number, its word's, and the alternative
Valued = list[tuple[int, int, Alternative, str]]  # and what it means: a code, or the value of a facet


def _every(words: Sequence[Word]) -> list[tuple[int, Alternative]]:
    return [(number, each) for number, word in enumerate(words) for each in word.alternatives]


def _asked(words: Sequence[Word], asked: Asked) -> Part:
    return columns(
        int_number=[number for number, _word, _each in asked],
        int_word=[word for _number, word, _each in asked],
        int_way=[each.way for *_, each in asked],
        float8_weight=[each.weight for *_, each in asked],
        tsquery_terms=[each.lexemes() for *_, each in asked],
        tsquery_names=[each.lexemes("A") for *_, each in asked],
        int_before=[(words[word].between or (None, None))[0] for _number, word, _each in asked],
        int_after=[(words[word].between or (None, None))[1] for _number, word, _each in asked],
    )


def _by_code(asked: Asked) -> Part:
    found = [(number, word, each, each.code) for number, word, each in asked if each.code]
    codes = _with_values(found)
    return Part(
        f"""SELECT code.number, word, way, it.id, it.exhibitor_id, {OF_CODE}
        FROM (SELECT number, word, way, value AS code FROM ({codes.sql}) _) code
        JOIN exhibitors_product it ON {_UNDER}""",  # noqa: S608
        codes.params,
    )


def _by_booth(asked: Asked) -> Part:
    """Who has the booth of this number."""
    found = _with_values([(number, word, each, each.booth) for number, word, each in asked if each.booth])
    return Part(
        f"""SELECT named.number, word, way, NULL, claim.exhibitor_id, {OF_CODE}
        FROM (SELECT number, word, way, value FROM ({found.sql}) _) named
        JOIN (SELECT DISTINCT edition_id FROM seen) edition ON true
        JOIN fair_booth booth ON booth.edition_id = edition.edition_id AND booth.number = named.value
        JOIN exhibitors_boothclaim claim ON claim.booth_id = booth.id AND claim.state = 'let'""",  # noqa: S608
        found.params,
    )


def _by_names(asked: Asked, names: Sequence[Name]) -> list[Part]:
    """Who has what a word names: an economy by a company's seat, a certificate by a product's.

    A word names a thing in one way; the same thing in a later way, say by its beginning, would tell nothing more.
    """
    named: dict[str, Valued] = defaultdict(list)
    for name in names:
        terms = name.terms
        first = {word: (number, word, each) for number, word, each in reversed(asked) if each.names(terms)}
        named[name.facet].extend((*each, name.value) for each in first.values())
    return [part for facet, found in named.items() if found for part in _having(facet, found)]


def _having(facet: str, found: Valued) -> list[Part]:
    named = _with_values(found)
    select = f"""SELECT number, word, way, {{product}}, has.exhibitor, {OF_FACT}
        FROM ({named.sql}) named JOIN ({{has}}) has USING (value)"""  # noqa: S608
    of = {"NULL": BY_NAME[facet].of_exhibitors, "has.product": BY_NAME[facet].of_products}
    return [Part(select.format(product=product, has=has), named.params) for product, has in of.items() if has]


def _with_values(found: Valued) -> Part:
    """Alternatives, each with the code or the facet's value that it means."""
    return columns(
        int_number=[number for number, *_ in found],
        int_word=[word for _number, word, *_ in found],
        int_way=[each.way for *_, each, _value in found],
        text_value=[value for *_, value in found],
    )
