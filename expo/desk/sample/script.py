"""The script of a sample fair: everything that is not the same in every size, as rows of tables."""

from dataclasses import dataclass, fields

from expo.desk.sample.tables import Row, rows


@dataclass(frozen=True)
class Script:
    """Rows by table. What is written by hand comes first in each; what is composed by chance follows."""

    zones: list[Row]
    halls: list[Row]
    pavilions: list[Row]
    blocks: list[Row]
    companies: list[Row]
    products: list[Row]
    groups: list[Row]
    delegates: list[Row]
    needs: list[Row]
    requests: list[Row]


def written() -> Script:
    """Return the script as it is written by hand: the small fair."""
    return Script(**{field.name: rows(field.name) for field in fields(Script)})
