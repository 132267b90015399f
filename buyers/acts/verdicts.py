"""Acts on verdicts: what a coordinator thinks of a recommended exhibitor."""

from django.utils.translation import gettext as _

from buyers.models import MatchVerdict, SourcingNeed
from buyers.recommended import of_current_runs
from exhibitors.models import Exhibitor
from expo.common.acts import Refused, act
from expo.people.models import User


@act
def judge(need: SourcingNeed, exhibitor: Exhibitor, *, is_good: bool, actor: User) -> None:
    """Say that an exhibitor is good for a need, or not; one that is not leaves the need's list for good."""
    row = SourcingNeed.objects.select_for_update(of=("self",), no_key=True).select_related("delegate__group")
    if row.get(pk=need.pk).delegate.group.edition_id != exhibitor.edition_id:
        raise Refused(_("The two take part in different editions."))
    match = of_current_runs().filter(need=need, exhibitor=exhibitor).first()
    signals = {reason["signal"]: reason["share"] for reason in match.reasons} if match else {}
    MatchVerdict.objects.update_or_create(
        need=need,
        exhibitor=exhibitor,
        defaults={"is_good": is_good, "given_by": actor},
        create_defaults={"is_good": is_good, "given_by": actor, "signals": signals},
    )


@act
def take_back(need: SourcingNeed, exhibitor: Exhibitor, *, actor: User) -> bool:
    """Forget what was said; returns whether the exhibitor was not for the need, so that runs may have left it out."""
    said = MatchVerdict.objects.filter(need=need, exhibitor=exhibitor)
    was_left_out = said.filter(is_good=False).exists()
    said.delete()
    return was_left_out
