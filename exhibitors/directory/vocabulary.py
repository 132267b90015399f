"""The words that an edition's public rows have: counted now and then, and asked which is near a mistyped one."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection, transaction

from buyers.matching.slips import swapped
from buyers.matching.stems import stem
from exhibitors.directory.names import Name, names
from exhibitors.directory.question import Instead, Mended, Term
from exhibitors.directory.statement import Part, columns, of_queryset, with_tables
from exhibitors.directory.unspaced import mended_stretches
from exhibitors.models import Exhibitor, Word
from expo.fair.models import Edition

MOST_NEAR = 3  # words that take the place of a mistyped one
LEAST_PART = 3  # letters of each of two words that were typed as one

COUNTED = """
    SELECT word, count(*) AS number FROM (
        SELECT unnest(tsvector_to_array(it.terms)) AS word
        FROM exhibitors_product it JOIN seen ON seen.id = it.exhibitor_id
        UNION ALL
        SELECT unnest(tsvector_to_array(it.terms)) FROM exhibitors_company it JOIN seen ON seen.company_id = it.id
        UNION ALL
        SELECT unnest(tsvector_to_array(it.terms)) FROM exhibitors_exhibitor it JOIN seen USING (id)
        UNION ALL
        SELECT unnest(tsvector_to_array(entry.terms)) FROM fair_nomenclature entry
        WHERE entry.code IN (SELECT left(it.hs_code, digits) FROM exhibitors_product it
            JOIN seen ON seen.id = it.exhibitor_id, unnest(ARRAY[2, 4, 6]) digits)
        UNION ALL
        SELECT word FROM named
    ) _ GROUP BY word
"""
KEPT = """
    DELETE FROM exhibitors_word WHERE edition_id = %s AND word NOT IN (SELECT word FROM counted)
"""
WRITTEN = """
    INSERT INTO exhibitors_word (edition_id, word, number) SELECT %s, word, number FROM counted
    ON CONFLICT (edition_id, word) DO UPDATE SET number = excluded.number
    WHERE exhibitors_word.number <> excluded.number
"""

UNKNOWN = """
    SELECT * FROM typed WHERE NOT EXISTS (
        SELECT FROM exhibitors_word known WHERE known.edition_id = ANY(%s) AND known.word = typed.word)
"""
SWAPPED = """
    SELECT unknown.word, known.word, NULL, 1, known.number
    FROM unknown JOIN swapped USING (word) JOIN exhibitors_word known ON known.word = swapped.other
    WHERE known.edition_id = ANY(%s)
"""
SPLIT = """
    SELECT unknown.word, one.word, two.word, 2, least(one.number, two.number)
    FROM unknown JOIN split USING (word)
    JOIN exhibitors_word one ON one.word = split.first JOIN exhibitors_word two ON two.word = split.second
    WHERE one.edition_id = ANY(%s) AND two.edition_id = one.edition_id
"""
NEAR = """
    SELECT unknown.word, near.word, NULL, near.distance, near.number FROM unknown CROSS JOIN LATERAL (
        SELECT known.word, known.number,
            levenshtein_less_equal(known.word, unknown.word, unknown.most) AS distance
        FROM exhibitors_word known
        WHERE known.edition_id = ANY(%s)
        AND length(known.word) BETWEEN length(unknown.word) - unknown.most AND length(unknown.word) + unknown.most
        AND levenshtein_less_equal(known.word, unknown.word, unknown.most) <= unknown.most
    ) near
"""


def refresh_vocabulary() -> None:
    """Count the words of all published editions anew; what did not change is not written."""
    Word.objects.exclude(edition__published=True).delete()
    for edition in Edition.objects.filter(published=True):
        _refresh(edition)


@transaction.atomic
def _refresh(edition: Edition) -> None:
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)  # one at a time
    seen = of_queryset(
        Exhibitor.objects.public().filter(edition=edition).order_by().values_list("pk", "company")
    )
    words = [word for name in names(edition) for word in name.terms]
    tables = {
        "seen(id, company_id)": seen,
        "named": columns(text_word=words),
        "counted": Part(COUNTED),
        "gone": Part(KEPT, (edition.pk,)),
    }
    statement = with_tables(tables, Part(WRITTEN, (edition.pk,)))
    with connection.cursor() as cursor:
        cursor.execute(*statement)


def nearest(edition: Edition | None, terms: Sequence[Term], known: Sequence[Name]) -> Mended:
    """Return, for each word that no public row has, the nearest that some have; of those, names of facets alone.

    Who types "maylasia" means the economy and not malaria, which is as near. In scripts without spaces one character
    may differ.
    """
    letters = [term.text for term in terms if term.is_mendable]
    stretches: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        if term.stretch:
            stretches[term.stretch].add(term.text)
    editions = _editions(edition) if letters or stretches else []
    found: dict[str, list[Instead]] = mended_stretches(editions, stretches) if stretches else {}
    return found | (_nearest_letters(editions, letters, known) if letters else {})


def _editions(edition: Edition | None) -> list[int]:
    """The keys of the edition, or of all that are public."""
    published = Edition.objects.filter(published=True)
    return [edition.pk] if edition else list(published.values_list("pk", flat=True))


def _nearest_letters(
    editions: list[int], typed: list[str], known: Sequence[Name]
) -> dict[str, list[Instead]]:
    """Return what is near to words of letters: one query.

    Near is a neighbour by one letter, by two in words of six and more (D. Levenshtein's distance), by two letters that
    changed places, or two words typed as one.
    """
    tables = {
        "typed": columns(text_word=typed, int_most=[1 if len(word) < 6 else 2 for word in typed]),
        "swapped": _swapped(typed),
        "split": _split(typed),
        "unknown": Part(UNKNOWN, (editions,)),
    }
    arms = " UNION ALL ".join(f"({arm})" for arm in (SWAPPED, SPLIT, NEAR))
    with connection.cursor() as cursor:
        cursor.execute(*with_tables(tables, Part(arms, (editions,) * 3)))
        return _best(cursor.fetchall(), frozenset().union(*(name.terms for name in known)))


def _swapped(words: list[str]) -> Part:
    """Each word with every two neighbouring letters in each other's place."""
    pairs = [(word, other) for word in words for other in swapped(word)]
    return columns(text_word=[word for word, _other in pairs], text_other=[other for _word, other in pairs])


def _split(words: list[str]) -> Part:
    """Each word in two, in every way."""
    parts = [
        (word, word[:at], word[at:]) for word in words for at in range(LEAST_PART, len(word) - LEAST_PART + 1)
    ]
    return columns(
        text_word=[word for word, *_ in parts],
        text_first=[first for _word, first, _second in parts],
        text_second=[stem(second) for *_, second in parts],
    )


def _best(
    found: list[tuple[str, str, str | None, int, int]], names: frozenset[str]
) -> dict[str, list[Instead]]:
    """Keep the nearest of each word, the commonest first."""
    near: dict[str, dict[tuple[str, ...], tuple[int, int]]] = defaultdict(dict)
    for word, one, two, distance, number in found:
        terms = (one, two) if two else (one,)
        near[word][terms] = min(near[word].get(terms, (distance, -number)), (distance, -number))
    return {word: _nearest(others, names) for word, others in near.items()}


def _nearest(others: dict[tuple[str, ...], tuple[int, int]], names: frozenset[str]) -> list[Instead]:
    least = min(distance for distance, _number in others.values())
    ordered = sorted(others, key=lambda terms: (others[terms], terms))
    nearest = [terms for terms in ordered if others[terms][0] == least]
    named = [terms for terms in nearest if names.issuperset(terms)]
    return [Instead(terms, " ".join(terms)) for terms in (named or nearest)[:MOST_NEAR]]
