import itertools

import pytest
from django.db import transaction

from expo.notifications.acts import tell_in_transaction
from expo.notifications.models import Delivery
from expo.people.messages import ACCOUNT_MAIL
from tests.notifications.backends import Picky


@pytest.fixture
def tell():
    """Tell somebody something; returns the delivery."""
    numbers = itertools.count(1)

    def tell(to=None, *, kind=ACCOUNT_MAIL, about=None, version=1, address="", language="", **facts):
        about = about or f"test:{next(numbers)}"
        facts = facts or {"subject": "A subject", "body": "A body."}
        with transaction.atomic():
            tell_in_transaction(
                kind,
                to=to,
                about=about,
                within="",
                version=version,
                facts=facts,
                address=address,
                language=language,
            )
        return Delivery.objects.get(
            notification__address=address or to.email,
            notification__kind=kind.name,
            notification__about=about,
            notification__version=version,
        )

    return tell


@pytest.fixture
def picky(settings):
    """Send through a backend that refuses addresses which begin with `broken`."""
    settings.EMAIL_BACKEND = "tests.notifications.backends.Picky"
    Picky.refused.clear()
    return Picky
