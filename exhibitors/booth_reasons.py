"""Why the allocation found no booth for an exhibitor, as a sentence in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from expo.common.listed import listed
from expo.fair.models import Booth, Hall, Zone

Because = Mapping[str, Any]
Values = Mapping[str, Any]


class Names:
    """Numbers and names that the sentences need, loaded once for all reasons of a page."""

    def __init__(self, reasons: Iterable[Because | None]) -> None:
        """Load the booths, halls and zones that the reasons name."""
        values = [reason["values"] for reason in reasons if reason]
        booths = {
            key for each in values for name in ("nearest", "booths") for key in _keys(each.get(name, ()))
        }
        zones = {key for each in values for key in each.get("zones", ())}
        self._booths = dict(Booth.objects.filter(pk__in=booths).values_list("pk", "number")) if booths else {}
        halls = {key for each in values for key in _keys(each.get("halls", ()))}
        self._halls = {hall.pk: hall.name_here for hall in Hall.objects.filter(pk__in=halls)} if halls else {}
        self._zones = {zone.pk: zone.name_here for zone in Zone.objects.filter(pk__in=zones)} if zones else {}

    def booths(self, keys: Iterable[int]) -> str:
        """The numbers of booths."""
        return listed(self._booths[key] for key in keys if key in self._booths)

    def halls(self, keys: Iterable[int]) -> str:
        """The names of halls."""
        return listed(self._halls[key] for key in _keys(keys) if key in self._halls)

    def zones(self, keys: Iterable[int]) -> str:
        """The names of zones."""
        return listed(self._zones[key] for key in keys if key in self._zones)


def why_no_booth(because: Because | None, names: Names) -> str:
    """Return why the allocation found no booth, or an empty text."""
    if not because:
        return ""
    sentence = _SENTENCES.get(because["reason"])
    return sentence(because["values"], names) if sentence else ""


def _keys(value: Any) -> Iterable[int]:
    return value if isinstance(value, list | tuple) else ()


def _asked(values: Values) -> dict[str, Any]:
    return {"kind": Booth.Kind(values["kind"]).label, "area": values["area"]}


def _with_nearest(text: str, values: Values, names: Names) -> str:
    nearest = names.booths(values["nearest"])
    if not nearest:
        return text
    return " ".join([text, _("The nearest that are free: %(booths)s.") % {"booths": nearest}])


def _no_such_booth(values: Values, names: Names) -> str:
    text = _("%(kind)s of %(area)s m²: there is none.") % _asked(values)
    return _with_nearest(text, values, names)


def _none_left(values: Values, names: Names) -> str:
    text = _none_left_in(values, names)
    return _with_nearest(text, values, names)


def _none_left_in(values: Values, names: Names) -> str:
    if halls := names.halls(values.get("halls", ())):
        return _("%(kind)s of %(area)s m² in %(halls)s: none left.") % {**_asked(values), "halls": halls}
    return _("%(kind)s of %(area)s m²: none left.") % _asked(values)


def _not_side_by_side(values: Values, names: Names) -> str:
    return ngettext(
        "%(free)s booth is free, but not %(booths)s side by side.",
        "%(free)s booths are free, but not %(booths)s side by side.",
        values["free"],
    ) % dict(values)


_SENTENCES: dict[str, Callable[[Values, Names], str]] = {
    "no-such-booth": _no_such_booth,
    "too-heavy": lambda values, names: (
        _("The exhibits weigh %(weight)s kg/m²; no floor of such a booth bears more than %(most)s.")
        % dict(values)
    ),
    "too-high": lambda values, names: (
        _("The exhibits are %(height)s cm high; no hall with such a booth allows more than %(most)s.")
        % dict(values)
    ),
    "quota-reached": lambda values, names: (
        _("The quota of %(economy)s is reached in: %(zones)s.")
        % {"economy": values["economy"], "zones": names.zones(values["zones"])}
    ),
    "wanted-above": lambda values, names: (
        _("Booths that are free would rather be taken by exhibitors of a higher priority: %(booths)s.")
        % {"booths": names.booths(values["booths"])}
    ),
    "not-side-by-side": _not_side_by_side,
    "outbid": lambda values, names: _("All such booths have gone to exhibitors of a higher priority."),
    "none-left": _none_left,
}
