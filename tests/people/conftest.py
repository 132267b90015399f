"""Limits on attempts count in the cache: each test has a cache of its own."""

import pytest


@pytest.fixture(autouse=True)
def _cache_of_its_own(settings, tmp_path):
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
