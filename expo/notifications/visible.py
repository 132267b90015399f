"""Whose messages somebody sees in the admin: superusers all, others those within what the apps above say."""

from collections.abc import Callable, Iterable
from typing import Any

Rule = Callable[[Any], Iterable[str]]
_rules: list[Rule] = []


def also_within(rule: Rule) -> Rule:
    """Declare a rule: within what a user sees the messages."""
    _rules.append(rule)
    return rule


def seen_within(user: Any) -> list[str]:
    """Within what the user sees the messages."""
    return [name for rule in _rules for name in rule(user)]
