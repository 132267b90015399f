"""The directory: finding exhibitors and products by words, names, codes and facets.

PostgreSQL searches, so that what is found is as true as the rows, in every process: `question` makes words of what
somebody typed, `hits` and `facets` are the parts of one statement, `answer` asks it.
"""

from exhibitors.directory.answer import Answer, ask
from exhibitors.directory.search import search, search_products
from exhibitors.directory.vocabulary import refresh_vocabulary
from exhibitors.directory.wanted import Wanted

__all__ = ["Answer", "Wanted", "ask", "refresh_vocabulary", "search", "search_products"]
