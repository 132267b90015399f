"""Stands as markup: put together here and not in a template, where hundreds of them would take most of a page's time.

Whatever people typed passes through `escape`; all else is numbers and words of our own.
"""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from exhibitors.plan.stands import Shown, Stand
from expo.fair.booth_numbers import as_range, runs


def drawn(stands: Iterable[Stand], *, linked: bool = True) -> SafeString:
    """Return stands as shapes for an SVG: a link to who is there, or a group.

    The list beside a plan has the same links, so that these are no stops for the tabulator.
    """
    return mark_safe("\n".join(_drawn(stand, linked) for stand in stands))  # noqa: S308 - see above


def listed(stands: Iterable[Stand], *, with_pavilions: bool) -> SafeString:
    """Return stands, or several of them folded, as rows of a table: booths, exhibitors, kind, area, zone, pavilion."""
    labels = [_("Exhibitor"), _("Kind"), _("Area"), _("Zone"), _("Pavilion")]
    cells = ['<td data-label="%s">', '<td data-label="%s">', '<td class="number" data-label="%s">']
    cells += ['<td data-label="%s">'] * (2 if with_pavilions else 1)
    starts = [cell % escape(label) for cell, label in zip(cells, labels, strict=False)]
    return mark_safe("\n".join(_row(stand, starts) for stand in stands))  # noqa: S308 - see above


def _drawn(stand: Stand, linked: bool) -> str:
    here = stand.exhibitors[0] if stand.exhibitors else None
    start, end = f'<g class="place" data-state="{stand.look}"', "</g>"
    if here and linked:
        start = f'<a class="place" tabindex="-1" href="{here.href}" data-state="{stand.look}"'
        end = "</a>"
    anchor = f' id="booth-{stand.places[0].pk}"' if stand.is_lit else ""
    title = escape(f"{stand.numbers}: {stand.names if here else stand.state_label}")
    return f'{start}{anchor}><title>{title}</title><path class="booth" d="{stand.path}"/>{_words(stand, here)}{end}'


def _words(stand: Stand, here: Shown | None) -> str:
    """The number in the middle; with the name below, for those who come near."""
    (x, y), number = stand.centre, escape(stand.number)
    alone = f'<text class="no" x="{x}" y="{y}">{number}</text>'
    if here is None:
        return alone
    letters = stand.lettering
    lines = "".join(f'<tspan x="{x}" dy="1.2em">{escape(line)}</tspan>' for line in letters.lines)
    start = f'<text class="name {letters.size}" font-size="{letters.height}" y="{y - letters.rise}">'
    return f'{alone}{start}<tspan x="{x}">{number}</tspan>{lines}</text>'


def _row(stand: Stand, starts: list[str]) -> str:
    cells = [
        _exhibitors(stand),
        escape(stand.kind),
        f"{stand.area} m²",
        escape(stand.zone),
        escape(stand.pavilion),
    ]
    tds = "".join(f"{start}{cell}</td>" for start, cell in zip(starts, cells, strict=False))
    return f'<tr><th scope="row">{_booths(stand)}</th>{tds}</tr>'


def _booths(stand: Stand) -> str:
    """Links that light a booth on the plan above."""
    return ", ".join(
        f'<a class="nowrap" href="?{urlencode({"lit": run[0]})}#plan">{escape(as_range(run))}</a>'
        for run in runs(place.number for place in stand.places)
    )


def _exhibitors(stand: Stand) -> str:
    if not stand.exhibitors:
        return escape(stand.state_label)
    links = (f'<a href="{each.href}"><bdi>{escape(each.full_name)}</bdi></a>' for each in stand.exhibitors)
    return f"<span>{', '.join(links)}</span>"
