"""Buyers in the admin, and the two runs that bring them together with exhibitors."""

from buyers.admin import groups, meetings, needs, proposals, verdicts, weights

__all__ = ["groups", "meetings", "needs", "proposals", "verdicts", "weights"]
