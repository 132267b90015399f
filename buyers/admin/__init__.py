"""Buyers in the admin, and the two runs that bring them together with exhibitors."""

from buyers.admin import groups, interpreters, meetings, needs, proposals, verdicts, weights

__all__ = ["groups", "interpreters", "meetings", "needs", "proposals", "verdicts", "weights"]
