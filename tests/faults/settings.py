"""The platform's settings, for programs that tests hold at a gate and kill there."""

from expo.settings import *  # noqa: F403
from expo.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults"]
EMAIL_BACKEND = "tests.faults.mail.Gated"
