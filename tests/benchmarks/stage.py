"""A sample fair of a size, in a database of its own that is thrown away."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from expo.embedded import engines, state_dir

OPENING = "2027-09-24"


@contextmanager
def stage() -> Iterator[None]:
    """Run throw-away engines with an empty, migrated database, and set Django up on them."""
    with engines(state_dir(), throwaway=True) as addresses:
        os.environ |= {
            "DATABASE_URL": addresses.database_url,
            "REDIS_URL": addresses.redis_url,
            "SECRET_KEY": secrets.token_hex(32),
            "DJANGO_SETTINGS_MODULE": "expo.settings",
        }
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        try:
            yield
        finally:
            connections.close_all()


@contextmanager
def fair(size: str) -> Iterator[None]:
    """A stage with the sample fair of this size."""
    with stage():
        from django.core.management import call_command

        call_command("seed", "--size", size, "--opening", OPENING, verbosity=0)
        yield
