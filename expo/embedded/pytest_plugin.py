"""Gives the tests their own PostgreSQL and Redis, unless DATABASE_URL names real ones.

A plugin of its own, named in addopts, because settings read DATABASE_URL before any conftest is loaded.
"""

import atexit
import os
import secrets
from contextlib import ExitStack

import psycopg
import pytest
import redis

from expo.embedded import EnginesError, engines, state_dir

SECONDS_TO_ANSWER = 5


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start throw-away engines, or make sure that the servers named in the environment answer."""
    os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["REDIS_PREFIX"] = f"expo-{worker}"  # each has a database of its own already
        return
    if os.environ.get("DATABASE_URL"):
        _reach_servers()
    else:
        _start_engines()


def _start_engines() -> None:
    stack = ExitStack()
    # After everything else: connections are still open when pytest says that the session has ended.
    atexit.register(stack.close)
    try:
        addresses = stack.enter_context(engines(state_dir(), throwaway=True))
    except EnginesError as error:
        raise pytest.UsageError(str(error)) from error
    os.environ["DATABASE_URL"] = addresses.database_url
    os.environ.setdefault("REDIS_URL", addresses.redis_url)


def _reach_servers() -> None:
    try:
        # Its own database need not exist yet: tests make theirs from `postgres`.
        psycopg.connect(
            os.environ["DATABASE_URL"], dbname="postgres", connect_timeout=SECONDS_TO_ANSWER
        ).close()
    except psycopg.Error as error:
        raise pytest.UsageError(f"DATABASE_URL is set, but cannot be reached: {_one_line(error)}") from error
    if url := os.environ.get("REDIS_URL"):
        try:
            redis.Redis.from_url(url, socket_connect_timeout=SECONDS_TO_ANSWER).ping()
        except (redis.RedisError, ValueError) as error:
            raise pytest.UsageError(f"REDIS_URL is set, but cannot be reached: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
