"""Who sees and who manages exhibitors and what is theirs."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from exhibitors.states import Registration
from expo.fair.models import Pavilion, Role
from expo.fair.visible import editions_organised_by

if TYPE_CHECKING:  # the names in the base classes are for type checkers
    from exhibitors.models import Exhibitor, Product  # noqa: F401


def _managed(user: Any, prefix: str = "") -> Q:
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    return Q(**{f"{prefix}company__members": user}) | Q(
        **{f"{prefix}edition__in": editions_organised_by(user)}
    )


class ExhibitorQuerySet(models.QuerySet["Exhibitor"]):
    """Exhibitors: approved ones are public, the others known to their company and the organisers."""

    def public(self) -> "ExhibitorQuerySet":
        """Those that everybody may see."""
        return self.filter(state=Registration.APPROVED, edition__published=True)

    def managed_by(self, user: Any) -> "ExhibitorQuerySet":
        """Those whose company the user acts for, and those of editions that the user organises."""
        return self.filter(pk__in=self.model._base_manager.filter(_managed(user)).values("pk"))

    def of_company_of(self, user: Any) -> "ExhibitorQuerySet":
        """Those whose company the user acts for, without those that one only organises."""
        return self.filter(company__members=user) if user.is_authenticated and user.is_active else self.none()

    def visible_to(self, user: Any) -> "ExhibitorQuerySet":
        """Those that are public, and those that the user manages."""
        managed = self.model._base_manager.filter(_managed(user)).values("pk")
        return self.filter(Q(state=Registration.APPROVED, edition__published=True) | Q(pk__in=managed))


class ProductQuerySet(models.QuerySet["Product"]):
    """Products: seen with their exhibitor, and managed with it."""

    def public(self) -> "ProductQuerySet":
        """Those of exhibitors that everybody may see."""
        return self.filter(exhibitor__state=Registration.APPROVED, exhibitor__edition__published=True)

    def managed_by(self, user: Any) -> "ProductQuerySet":
        """Those of exhibitors that the user manages."""
        return self.filter(pk__in=self.model._base_manager.filter(_managed(user, "exhibitor__")).values("pk"))

    def visible_to(self, user: Any) -> "ProductQuerySet":
        """Those that are public, and those that the user manages."""
        managed = self.model._base_manager.filter(_managed(user, "exhibitor__")).values("pk")
        public = Q(exhibitor__state=Registration.APPROVED, exhibitor__edition__published=True)
        return self.filter(public | Q(pk__in=managed))


def pavilions_managed_by(user: Any) -> "models.QuerySet[Pavilion]":
    """The pavilions that the user organises, or whose edition the user organises."""
    if not user.is_authenticated or not user.is_active:
        return Pavilion.objects.none()
    own = Q(roles__user=user, roles__kind=Role.Kind.PAVILION_ORGANISER)
    return Pavilion.objects.filter(own | Q(edition__in=editions_organised_by(user))).distinct()
