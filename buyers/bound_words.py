"""How the scheduler's bounds are known: each of the core's sentences, to be translated."""

from django.utils.translation import gettext_noop

METHODS = (
    gettext_noop("the weight of all requests that have a possible slot"),
    gettext_noop(
        "b-matching: each participant's room over all slots, forgetting which slot, by minimum-cost flow"
    ),
    gettext_noop("CP-SAT: its bound on all that it has not excluded"),
    gettext_noop(
        "Lagrange: exhibitors' seats at the prices of b-matching, each delegate's best days by dynamic "
        "programming that sees walking"
    ),
)
