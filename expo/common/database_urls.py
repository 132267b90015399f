"""DATABASE_URL, as Django wants to read it."""

from typing import Any

import dj_database_url

POOL = {"min_size": 1, "max_size": 8, "timeout": 4}  # else a dead database would hold each request for 10 s
NO_JIT = "-c jit=off"  # compiling takes four times as long as the directory's longest statement itself


def database(url: str) -> dict[str, Any]:
    """Return the settings of a PostgreSQL: what its address says (such as sslmode), and ours beside it."""
    settings: dict[str, Any] = {**dj_database_url.parse(url)}
    said = settings.get("OPTIONS", {})
    options = f"{said.get('options', '')} {NO_JIT}".strip()
    return {**settings, "OPTIONS": {**said, "options": options, "pool": POOL}}
