"""Who sees and who manages buyer groups, needs, requests and meetings."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from expo.fair.models import CurrentRun
from expo.fair.visible import editions_organised_by

if TYPE_CHECKING:  # the names in the base classes are for type checkers
    from buyers.models import BuyerGroup, Delegate, Meeting, MeetingRequest, SourcingNeed  # noqa: F401


def _in_own_group(user: Any, group: str) -> Q:
    """Rows whose buyer group (reached by `group`) the user coordinates, or whose edition the user organises."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    return Q(**{f"{group}coordinators": user}) | Q(**{f"{group}edition__in": editions_organised_by(user)})


def _of_own_company(user: Any, exhibitor: str) -> Q:
    """Rows whose exhibitor's company (reached by `exhibitor`) the user acts for."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    return Q(**{f"{exhibitor}company__members": user})


def _only(rows: Any, which: Q) -> Any:
    """Restrict by a subquery, so that rows met by two ways are not listed twice."""
    return rows.filter(pk__in=rows.model._base_manager.filter(which).values("pk"))


class GroupQuerySet(models.QuerySet["BuyerGroup"]):
    """Buyer groups: known to their coordinators and the organisers."""

    def managed_by(self, user: Any) -> "GroupQuerySet":
        """Those that the user coordinates, or whose edition the user organises."""
        return _only(self, _in_own_group(user, ""))


class DelegateQuerySet(models.QuerySet["Delegate"]):
    """Delegates: known with their group."""

    def managed_by(self, user: Any) -> "DelegateQuerySet":
        """Those of groups that the user manages."""
        return _only(self, _in_own_group(user, "group__"))

    def askable_by(self, user: Any) -> "DelegateQuerySet":
        """Those whom the user may ask to meet: managed, or matched with the user's company, or asked before."""
        matched = Q(needs__matches__run__in=CurrentRun.objects.values("run")) & _of_own_company(
            user, "needs__matches__exhibitor__"
        )
        which = _in_own_group(user, "group__") | matched | _of_own_company(user, "requests__exhibitor__")
        return _only(self, which)


class NeedQuerySet(models.QuerySet["SourcingNeed"]):
    """Sourcing needs: known with their group."""

    def managed_by(self, user: Any) -> "NeedQuerySet":
        """Those of delegates that the user manages."""
        return _only(self, _in_own_group(user, "delegate__group__"))


class RequestQuerySet(models.QuerySet["MeetingRequest"]):
    """Meeting requests: known to both sides."""

    def visible_to(self, user: Any) -> "RequestQuerySet":
        """Those of the user's groups, and those to the user's company."""
        which = _in_own_group(user, "delegate__group__") | _of_own_company(user, "exhibitor__")
        return _only(self, which)

    def asked_by(self, user: Any) -> "RequestQuerySet":
        """Those that the user's side asked for, and may withdraw."""
        buyer = Q(side="buyer") & _in_own_group(user, "delegate__group__")
        exhibitor = Q(side="exhibitor") & _of_own_company(user, "exhibitor__")
        return _only(self, buyer | exhibitor)

    def answered_by(self, user: Any) -> "RequestQuerySet":
        """Those that the user's side was asked, and may accept or decline."""
        exhibitor = Q(side="buyer") & _of_own_company(user, "exhibitor__")
        buyer = Q(side="exhibitor") & _in_own_group(user, "delegate__group__")
        return _only(self, buyer | exhibitor)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings: known to both sides, and to the people who meet."""

    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Those of the user's groups, of the user's company, and the user's own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        which = (
            _in_own_group(user, "request__delegate__group__")
            | _of_own_company(user, "request__exhibitor__")
            | Q(request__delegate__person__user=user)
            | Q(representative__person__user=user)
        )
        return _only(self, which)

    def managed_by(self, user: Any) -> "MeetingQuerySet":
        """The same: either side may call a meeting off."""
        return self.visible_to(user)
