"""Who sees runs: those who started them, superusers, and whom the apps above let see what concerns them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from expo.runs.models import Run

Rule = Callable[[Any], Q]
_rules: list[Rule] = []


def also_visible(rule: Rule) -> Rule:
    """Declare a rule: which runs besides their own a user sees."""
    _rules.append(rule)
    return rule


def runs_visible_to(user: Any) -> QuerySet[Run]:
    """Those that the user started, and those that a rule lets the user see; superusers see all."""
    if user.is_superuser:
        return Run.objects.all()
    which = Q(started_by=user)
    for rule in _rules:
        which |= rule(user)
    return Run.objects.filter(which)
