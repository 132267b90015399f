"""How the allocation's bounds are known: each of the core's sentences, to be translated."""

from django.utils.translation import gettext_noop

METHODS = (
    gettext_noop("the best assignment of booths by their own worth, without quotas, priorities and rows"),
    gettext_noop(
        "the best assignment of booths by their own worth, without quotas, priorities and rows, and all neighbours "
        "that there could be"
    ),
    gettext_noop(
        "without quotas, priorities and rows: Lagrangian relaxation: prices for booths, for sides, and for counting "
        "with a sector or pavilion in a hall, whose members lie there as compactly as the hall allows"
    ),
)
