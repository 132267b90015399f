"""Who sees and who manages buyer groups, needs, requests and meetings."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from buyers.states import ACTIVE_REQUESTS
from exhibitors.models import Exhibitor
from expo.fair.visible import editions_organised_by

if TYPE_CHECKING:  # the names in the base classes are for type checkers
    from buyers.models import BuyerGroup, Delegate, Meeting, MeetingRequest, SourcingNeed  # noqa: F401


def _own_groups(user: Any) -> "models.QuerySet[Any]":
    """The keys of the buyer groups that the user manages."""
    return apps.get_model("buyers", "BuyerGroup").objects.managed_by(user).values("pk")


def _own_exhibitors(user: Any) -> "models.QuerySet[Any]":
    """The keys of the exhibitors whose company the user acts for."""
    return Exhibitor.objects.of_company_of(user).order_by().values("pk")


def _by_any(model: "type[models.Model]", *ways: Q) -> "models.QuerySet[Any]":
    """The keys of the rows that fit in any of these ways, each looked up by its own index; OR would read all rows."""
    first, *others = (model._base_manager.filter(way).order_by().values("pk") for way in ways)
    return first.union(*others)


class GroupQuerySet(models.QuerySet["BuyerGroup"]):
    """Buyer groups: that they come is public with the edition; their people are known to those who manage them."""

    def visible_to(self, user: Any) -> "GroupQuerySet":
        """Those of published editions, and those that the user manages."""
        return self.filter(Q(edition__published=True) | Q(pk__in=_own_groups(user)))

    def managed_by(self, user: Any) -> "GroupQuerySet":
        """Those that the user coordinates, or whose edition the user organises."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = apps.get_model("buyers", "Coordinator").objects.filter(user=user).values("group")
        return self.filter(Q(pk__in=own) | Q(edition__in=editions_organised_by(user).values("pk")))


class DelegateQuerySet(models.QuerySet["Delegate"]):
    """Delegates: known with their group."""

    def managed_by(self, user: Any) -> "DelegateQuerySet":
        """Those of groups that the user manages."""
        return self.filter(group__in=_own_groups(user))

    def askable_by(self, user: Any) -> "DelegateQuerySet":
        """Those whom the user may ask to meet: managed, or matched with the user's company, or asked before."""
        from buyers.recommended import current_matches  # which stands on the models

        exhibitors = _own_exhibitors(user)
        matched = current_matches().filter(exhibitor__in=exhibitors).order_by()
        asked = self.model._base_manager.filter(requests__exhibitor__in=exhibitors)
        which = Q(pk__in=matched.values("need__delegate")) | Q(pk__in=asked.values("pk"))
        return self.filter(which | Q(group__in=_own_groups(user)))


class NeedQuerySet(models.QuerySet["SourcingNeed"]):
    """Sourcing needs: known with their group."""

    def managed_by(self, user: Any) -> "NeedQuerySet":
        """Those of delegates that the user manages."""
        return self.filter(delegate__group__in=_own_groups(user))


class RequestQuerySet(models.QuerySet["MeetingRequest"]):
    """Meeting requests: known to both sides."""

    def visible_to(self, user: Any) -> "RequestQuerySet":
        """Those of the user's groups, and those to the user's company."""
        ways = Q(delegate__group__in=_own_groups(user)), Q(exhibitor__in=_own_exhibitors(user))
        return self.filter(pk__in=_by_any(self.model, *ways))

    def of_groups_of(self, user: Any) -> "RequestQuerySet":
        """Those of delegates whose group the user manages, whichever side asked."""
        return self.filter(delegate__group__in=_own_groups(user))

    def pages_by(self, other: str, reader: str) -> dict[int, str]:
        """Where a reader of one side finds each that is open or accepted, by the key of the other one."""
        return {
            getattr(row, f"{other}_id"): row.page_for(reader)
            for row in self.filter(state__in=ACTIVE_REQUESTS)
        }

    def asked_by(self, user: Any) -> "RequestQuerySet":
        """Those that the user's side asked for, and may withdraw."""
        return self._of_side("buyer", "exhibitor", user)

    def answered_by(self, user: Any) -> "RequestQuerySet":
        """Those that the user's side was asked, and may accept or decline."""
        return self._of_side("exhibitor", "buyer", user)

    def _of_side(self, of_groups: str, of_exhibitors: str, user: Any) -> "RequestQuerySet":
        """Requests from one side that concern the user's groups, and from the other the user's exhibitors.

        Groups and exhibitors are asked for first: told how few they are, the database doesn't sort all requests.
        """
        groups = list(_own_groups(user).values_list("pk", flat=True))
        exhibitors = list(_own_exhibitors(user).values_list("pk", flat=True))
        buyer = Q(side=of_groups, delegate__group__in=groups)
        exhibitor = Q(side=of_exhibitors, exhibitor__in=exhibitors)
        if groups and exhibitors:
            return self.filter(pk__in=_by_any(self.model, buyer, exhibitor))
        return self.filter(buyer if groups else exhibitor)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings: known to both sides, and to the people who meet."""

    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Those of the user's groups, of the user's company, the user's own, and those that the user interprets."""
        return self._in_any_way(user, interprets=True)

    def managed_by(self, user: Any) -> "MeetingQuerySet":
        """Those of which the user is on a side: either side may call a meeting off, who interprets may not."""
        return self._in_any_way(user, interprets=False)

    def _in_any_way(self, user: Any, *, interprets: bool) -> "MeetingQuerySet":
        if not user.is_authenticated or not user.is_active:
            return self.none()
        ways = [
            Q(request__delegate__group__in=_own_groups(user)),
            Q(request__exhibitor__in=_own_exhibitors(user)),
            Q(request__delegate__person__user=user),
            Q(request__companions__person__user=user),
            Q(representative__person__user=user),
        ]
        if interprets:
            ways.append(Q(interpreter__person__user=user))
        return self.filter(pk__in=_by_any(self.model, *ways))
