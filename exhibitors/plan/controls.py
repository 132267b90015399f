"""The controls of a plan: links that work without a script, and that a script takes over."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exhibitors.plan.stands import Stand
from exhibitors.plan.view import View, ways_on

LABELS = {
    "in": ("+", _("Zoom in")),
    "out": ("−", _("Zoom out")),
    "left": ("←", pgettext_lazy("move the plan", "Left")),
    "up": ("↑", pgettext_lazy("move the plan", "Up")),
    "down": ("↓", pgettext_lazy("move the plan", "Down")),
    "right": ("→", pgettext_lazy("move the plan", "Right")),
    "whole": ("", _("Whole hall")),
}


@dataclass(frozen=True)
class Control:
    """A control: the way's name for the script, its sign or none, its words, and the view it leads to."""

    way: str
    sign: str
    label: str
    view: View | None


def controls(view: View, sought: Stand | None) -> list[Control]:
    """Return the controls for what is seen now; one leads to the booth that somebody looks for."""
    labels: dict[str, tuple[str, Any]] = dict(LABELS)
    if sought:
        labels["lit"] = ("", _("To booth %(number)s") % {"number": sought.places[0].number})
    ways = ways_on(view, sought.centre if sought else None)
    return [Control(name, labels[name][0], str(labels[name][1]), way) for name, way in ways]
