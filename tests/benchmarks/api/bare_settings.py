"""The same, with one bare view in place of all addresses."""

from tests.benchmarks.api.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.api.bare_urls"
