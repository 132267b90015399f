"""The app's configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FairConfig(AppConfig):
    """The fair, with what accepting an invitation to a role does."""

    name = "expo.fair"
    verbose_name = _("Fair")

    def ready(self) -> None:
        """Make the purposes of invitations and who sees which runs known, and keep the organisers' rights."""
        from expo.fair import acts, organisers, visible  # noqa: F401

        post_migrate.connect(organisers.keep_rights, dispatch_uid="organisers' rights")
