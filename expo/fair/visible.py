"""Who may steer an edition."""

from typing import Any

from django.db.models import Q

from expo.fair.editions import name_of
from expo.fair.models import Edition, Role
from expo.notifications.visible import also_within
from expo.runs.visible import also_visible


def organises(user: Any, edition: Edition | None) -> bool:
    """Whether the user is an organiser of this edition."""
    if edition is None or not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    return Role.objects.filter(edition=edition, user=user, kind=Role.Kind.ORGANISER).exists()


def editions_organised_by(user: Any) -> Any:
    """The editions that the user steers, as a queryset to start from."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    if user.is_superuser:
        return Edition.objects.all()
    return Edition.objects.filter(roles__user=user, roles__kind=Role.Kind.ORGANISER)


def seen_with_edition(rows: Any, user: Any, edition: str = "edition") -> Any:
    """The rows whose edition (reached by `edition`) is on the public site, or is one that the user steers."""
    published = Q(**{f"{edition}__published": True})
    return rows.filter(published | Q(**{f"{edition}__in": editions_organised_by(user)}))


@also_within
def names_of_own_editions(user: Any) -> list[str]:
    """Organisers see the messages within their editions."""
    return [name_of(key) for key in editions_organised_by(user).values_list("pk", flat=True)]


@also_visible
def runs_of_own_editions(user: Any) -> Q:
    """Organisers see the runs about their editions."""
    return Q(about__in=names_of_own_editions(user))
