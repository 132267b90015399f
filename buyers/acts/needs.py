"""Acts on sourcing needs."""

from typing import Any

from django.db.models import F

from buyers.models import Delegate, SourcingNeed
from expo.common.acts import act
from expo.fair.models import Sector
from expo.people.models import User

ORDER = ("quantity", "order_size", "order_unit")
FIELDS = ("text", "hs_codes", "certificates_required", "certificates_welcome", *ORDER)


@act
def state(delegate: Delegate, fields: dict[str, Any], *, sectors: list[Sector], actor: User) -> SourcingNeed:
    """Enter what a delegate wants to buy; raises ValidationError by field."""
    need = SourcingNeed(delegate=delegate, **fields)
    need.full_clean()
    need.save(force_insert=True)
    need.sectors.set(sectors)
    return need


@act
def change(
    need: SourcingNeed, fields: dict[str, Any], *, sectors: list[Sector] | None = None, actor: User
) -> None:
    """Change what is wanted; raises ValidationError by field."""
    row = SourcingNeed.objects.select_for_update().get(pk=need.pk)
    changes = {name: fields[name] for name in FIELDS if name in fields}
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean(exclude=["delegate"])
    SourcingNeed.objects.filter(pk=row.pk).update(**changes, version=F("version") + 1)
    if sectors is not None:
        row.sectors.set(sectors)


@act
def remove(need: SourcingNeed, *, actor: User) -> None:
    """Remove a need; requests made because of it stay."""
    SourcingNeed.objects.filter(pk=need.pk).delete()
