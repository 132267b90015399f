"""How long the directory takes at the server: `python -m tests.benchmarks.directory [--size fair ten-fairs]`.

Every exhibitor is approved, so that all products are public. Each query is asked of the whole page (view and template,
without network; what nobody typed or chose is kept from the first round on), and beside it, in the same run, of the
plainest search there is: ILIKE over names and descriptions, a count and the first 24 rows, without facets. The best and
the median of some rounds; on a machine that does other things besides, the best is nearer to the truth. Ends with an
error where a best breaks its limit (limits.py).
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable

from tests.benchmarks.limits import DIRECTORY, Broken
from tests.benchmarks.stage import fair

QUERIES = {
    "nothing typed": {},
    "products, nothing typed": {"show": "products"},
    "a word": {"q": "durian"},
    "a word that many have": {"q": "fresh"},
    "a typing error": {"q": "durain"},
    "the beginning of a word": {"q": "duri"},
    "three words": {"q": "durian thailand halal"},
    "an economy's name": {"q": "china"},
    "Chinese": {"q": "榴莲"},
    "a typing error in Chinese": {"q": "新能源气车"},
    "a code": {"q": "0810"},
    "facets": {"economy": ["TH", "MY"], "certificate": "halal", "chapter": "08"},
    "a word and facets, products": {"q": "fruit", "economy": "VN", "show": "products"},
    "nothing has it": {"q": "xyzzyqw"},
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="fair", choices=["small", "fair", "ten-fairs"])
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    broken = Broken()
    with fair(options.size):
        _measure(options.size, options.rounds, broken)
    broken.exit()


def _measure(size: str, rounds: int, broken: Broken) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from exhibitors.directory import refresh_vocabulary
    from exhibitors.models import Exhibitor, Product
    from exhibitors.states import Registration

    Exhibitor.objects.update(state=Registration.APPROVED)  # so that all products are public
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    counting = _times(refresh_vocabulary, 1)[0]
    numbers = (
        f"{Exhibitor.objects.public().count():,} exhibitors, {Product.objects.public().count():,} products"
    )
    _print(f"\n{size}: {numbers} in public; counting the words anew takes {counting / 1000:.1f} s")
    _print(
        f"{'milliseconds at the server':32}{'page: best':>12}{'median':>9}{'ILIKE: best':>14}{'median':>9}"
    )
    client, path = Client(), reverse("directory")
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for name, query in QUERIES.items():
            page = _times(lambda query=query: client.get(path, query), rounds)
            peer = _times(lambda query=query: _plain(query), rounds)
            broken.check(f"{size}, {name}", page[0], DIRECTORY.get(size), "ms")
            _print(f"{name:32}{page[0]:12.0f}{page[1]:9.0f}{peer[0]:14.0f}{peer[1]:9.0f}")


def _plain(query: dict[str, object]) -> None:
    """The peer: what a search over names without any index does."""
    from django.db.models import Q

    from exhibitors.models import Exhibitor, Product

    text = str(query.get("q", ""))
    product = Q(name__icontains=text) | Q(name_en__icontains=text) | Q(description__icontains=text)
    company = Q(company__name__icontains=text) | Q(company__name_en__icontains=text)
    found = Product.objects.public().filter(product)
    if query.get("show") != "products":
        found = Exhibitor.objects.public().filter(company | Q(pk__in=found.order_by().values("exhibitor")))
    found.count()
    list(found[:24])


def _times(call: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the best and the median of some calls, in milliseconds, after one to warm up."""
    if rounds > 1:
        call()
    taken = []
    for _round in range(rounds):
        before = time.perf_counter()
        call()
        taken.append((time.perf_counter() - before) * 1000)
    return min(taken), statistics.median(taken)


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
