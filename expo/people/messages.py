"""What people are told about their account."""

from django.utils.translation import gettext_lazy as _

from expo.notifications.kinds import declare

ACCOUNT_MAIL = declare("account-mail", app="people", title="{subject}")
INVITATION = declare(
    "invitation", app="people", title=_("You are invited: {to}"), path=lambda facts: facts["path"]
)
