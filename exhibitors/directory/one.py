"""Whether somebody looks for one company or one booth: then nothing else is near."""

from collections.abc import Iterable

from exhibitors.directory.answer import Answer
from exhibitors.models import Company
from expo.fair.terms import terms_of


def is_for_one(answer: Answer, companies: Iterable[Company]) -> bool:
    """Whether what was typed is a booth's number, or the name of one of these companies, which were found by it.

    A name may be goods as well, as of Durian World: it is taken for a name where no product has all of its words, or
    where it is the whole name of the only company found.
    """
    found = set(companies)
    if found and any(each.booth for each in answer.found):
        return True
    named = [company for company in found if _is_named(company, answer)]
    return bool(named) and (not answer.goods or (len(found) == 1 and _is_whole(named[0], answer.wanted.text)))


def _is_named(company: Company, answer: Answer) -> bool:
    terms = frozenset(terms_of(f"{company.name} {company.name_en}"))
    used = set(answer.found)
    return all(any(each in used and each.names(terms) for each in word.alternatives) for word in answer.words)


def _is_whole(company: Company, text: str) -> bool:
    typed = set(terms_of(text))
    return any(set(terms_of(name)) == typed for name in (company.name, company.name_en) if name)
