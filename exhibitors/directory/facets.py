"""The facets: what exhibitors and products can be narrowed by, and who has what of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from exhibitors.directory.statement import Part


class Kind(StrEnum):
    """What a list shows; its rows are told by the column `id` of the kind's tables."""

    EXHIBITORS = "exhibitors"
    PRODUCTS = "products"


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by.

    `of_exhibitors` selects (exhibitor, value), `of_products` (product, exhibitor, value). Where one is missing, an
    exhibitor has what its products have, and a product what its exhibitor has. `often`: an exhibitor may have a value
    more than once, by several booths.
    """

    name: str
    label: Any
    of_exhibitors: str = ""
    of_products: str = ""
    often: bool = False

    @property
    def bit(self) -> int:
        """What the facet adds to a row's `missing`, if the row has none of the chosen values."""
        return 1 << FACETS.index(self)

    def has(self, kind: Kind) -> tuple[str, str]:
        """Return who of this kind has what as SQL, and by which column it is joined."""
        if kind == Kind.PRODUCTS and self.of_products:
            return self.of_products, "product"
        return self.of_exhibitors or self.of_products, "exhibitor"

    def missing(self, kind: Kind, values: tuple[str, ...]) -> Part:
        """Return the facet's bit for rows that have none of the values, else 0."""
        has, column = self.has(kind)
        found = f"SELECT {column} FROM ({has}) has WHERE value = ANY(%s)"  # noqa: S608
        return Part(f"CASE WHEN {column} IN ({found}) THEN 0 ELSE {self.bit} END", (list(values),))

    def counts(self, kind: Kind) -> Part:
        """Return how many rows each value has that fit all other choices, as (what, key, number)."""
        has, column = self.has(kind)
        is_once = not self.often and (kind == Kind.PRODUCTS or bool(self.of_exhibitors))
        once = "" if is_once else "DISTINCT"
        having = f"SELECT {once} id, value FROM {kind} JOIN ({has}) has USING ({column})"  # noqa: S608
        # "< 1" rather than "= 0": the planner then expects a third of the rows, and not next to none.
        fitting = f"{having} WHERE missing & ~{self.bit}::bigint < 1"
        return Part(f"SELECT '{self.name}', value::text, count(*) FROM ({fitting}) _ GROUP BY value")  # noqa: S608


# What facets select from, beside `seen`, the exhibitors in question.
TABLES = {
    "members": Part("""
        SELECT DISTINCT edition.id AS edition_id, member.economy_id, member.bloc_id
        FROM fair_edition edition JOIN fair_blocmembership member
        ON member.since <= edition.opens_on AND coalesce(member.until >= edition.opens_on, true)"""),
}

_STANDS = """SELECT claim.exhibitor_id AS exhibitor, {value} AS value
    FROM exhibitors_boothclaim claim JOIN fair_booth booth ON booth.id = claim.booth_id
    JOIN fair_zone zone ON zone.id = booth.zone_id{more} WHERE claim.state = 'let'"""

FACETS = (
    Facet(
        "bloc",
        _("Bloc"),
        "SELECT seen.id AS exhibitor, bloc_id AS value FROM seen JOIN members USING (edition_id, economy_id)",
    ),
    Facet("economy", _("Economy"), "SELECT id AS exhibitor, economy_id AS value FROM seen"),
    Facet(
        "section",
        _("Section"),
        _STANDS.format(
            value="section.code", more=" JOIN fair_section section ON section.id = zone.section_id"
        ),
        often=True,
    ),
    Facet("zone", _("Zone"), _STANDS.format(value="zone.code", more=""), often=True),
    Facet(
        "sector",
        _("Sector"),
        "SELECT exhibitor_id AS exhibitor, sector_id AS value FROM exhibitors_exhibitor_sectors",
        """SELECT product.id AS product, product.exhibitor_id AS exhibitor, own.sector_id AS value
            FROM exhibitors_product_sectors own JOIN exhibitors_product product ON product.id = own.product_id""",
    ),
    Facet(
        "chapter",
        _("HS chapter"),
        of_products="""SELECT id AS product, exhibitor_id AS exhibitor, left(hs_code, 2) AS value
            FROM exhibitors_product""",
    ),
    Facet(
        "certificate",
        _("Certificate"),
        of_products="""SELECT id AS product, exhibitor_id AS exhibitor, unnest(certificates) AS value
            FROM exhibitors_product""",
    ),
)
BY_NAME: Mapping[str, Facet] = {facet.name: facet for facet in FACETS}
