"""What organisers may do in the admin: a group's permissions, kept up with each migration."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from expo.fair.models import Role
from expo.people.models import User

GROUP = "Organisers"
# By app: what they may do with its models. Nobody but a superuser changes users.
RIGHTS = {
    "fair": Q(codename__regex="^(view|add|change|delete)_"),
    "exhibitors": Q(codename__regex="^(view|add|change|delete)_"),
    "buyers": Q(codename__regex="^(view|add|change|delete)_"),
    "notifications": Q(codename__regex="^(view|change)_"),
    "runs": Q(codename__regex="^(view|change)_"),
    "people": Q(codename__regex="^view_") | Q(codename__in=["add_person", "change_person"]),
}


def keep_rights(app_config: Any, **rest: Any) -> None:
    """Give the group its rights in an app that has just been migrated."""
    if app_config.label in RIGHTS:
        which = Permission.objects.filter(RIGHTS[app_config.label], content_type__app_label=app_config.label)
        Group.objects.get_or_create(name=GROUP)[0].permissions.add(*which.exclude(codename__endswith="event"))


def let_into_admin_in_transaction(user: User) -> None:
    """Let a user into the admin, or out, as the user organises an edition or none."""
    organises = Role.objects.filter(user=user, kind=Role.Kind.ORGANISER).exists()
    User.objects.filter(pk=user.pk, is_superuser=False).update(is_staff=organises)
    group, _is_new = Group.objects.get_or_create(name=GROUP)
    if organises:
        user.groups.add(group)
    else:
        user.groups.remove(group)
