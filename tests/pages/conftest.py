"""The fair with two of everything, for whole walks over the pages."""

import pytest

from tests.pages.world import World


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _cache_of_its_own(settings, tmp_path):
    """Limits on attempts at sign-in pages count in the cache."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}


@pytest.fixture(autouse=True)
def _addresses_of_the_demo_too(settings):
    settings.ROOT_URLCONF = "tests.pages.demo_urls"


@pytest.fixture
def world(db):
    return World()
