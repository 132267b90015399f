"""Continues the script of the fair by chance, from tables of words: pure, the same for the same seed."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from expo.desk.sample.composed.halls import compose_halls
from expo.desk.sample.composed.layout import compose_blocks
from expo.desk.sample.composed.missions import Missions
from expo.desk.sample.composed.pavilions import Pavilions, compose_pavilions
from expo.desk.sample.composed.registrations import Registrations, product_rows
from expo.desk.sample.composed.requests import Requests
from expo.desk.sample.script import Script
from expo.desk.sample.sizes import Size
from expo.desk.sample.tables import Row, rows


def compose(script: Script, size: Size, dice: Callable[[str], Random]) -> Script:
    """Return this script, continued to this size; `dice` gives the chance for each part by its name."""
    script = _written_for_full(script)
    pavilions = compose_pavilions(script.pavilions, size.pavilions)
    showings = Registrations(Pavilions(pavilions), dice("registrations")).compose(
        size, script.companies, size.products - len(script.products)
    )
    companies = [showing.row for showing in showings]
    halls = compose_halls(script.halls, size)
    blocks = compose_blocks(halls, script.blocks, companies, size.booths - _booths(script.blocks))
    in_use = {block["hall"] for block in blocks}
    missions = Missions([offer.kind for showing in showings for offer in showing.offers], dice("missions"))
    groups = missions.groups(size, script.groups)
    delegates = missions.delegates(groups, size.delegates - len(script.delegates))
    needs = list(missions.needs(groups, delegates, size.needs - len(script.needs)))
    requests = Requests(showings, dice("requests")).compose(needs, size.requests - len(script.requests))
    return Script(
        zones=script.zones,
        halls=[hall for hall in halls if hall in script.halls or hall["code"] in in_use],
        pavilions=pavilions,
        blocks=[*script.blocks, *blocks],
        companies=[*script.companies, *companies],
        products=[*script.products, *product_rows(showings, dice("products"))],
        groups=[*script.groups, *groups],
        delegates=[*script.delegates, *delegates],
        needs=[*script.needs, *(need.row for need in needs)],
        requests=[*script.requests, *requests],
    )


def _written_for_full(script: Script) -> Script:
    """Return this script with what is written by hand for larger fairs alone: more zones, and the Cities of Charm."""
    tables = ("zones", "companies", "products", "blocks")
    return replace(script, **{table: [*getattr(script, table), *rows(f"full/{table}")] for table in tables})


def _booths(blocks: list[Row]) -> int:
    return sum(int(block["columns"]) * int(block["rows"]) for block in blocks)
