"""How long it takes to fill an empty database with the sample fair, and how much memory.

`python -m tests.benchmarks.seeding [--size small fair ten-fairs]`, in a PostgreSQL of its own that is thrown away.
Beside each size stands what the same rows take by COPY into bare tables, without indexes, checks, triggers or Python's
objects: the least that any way of seeding could take on this machine. Ends with an
error where a limit is broken (limits.py).
"""

import argparse
import os
import secrets
from pathlib import Path

from expo.embedded import engines


def main() -> None:
    """Measure each size asked for in a database of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.seeding", description=__doc__)
    parser.add_argument(
        "--size", nargs="+", default=["small", "fair"], choices=["small", "fair", "ten-fairs"]
    )
    sizes = parser.parse_args().size
    os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
    os.environ["DJANGO_SETTINGS_MODULE"] = "expo.settings"
    state = Path(os.environ.get("EXPO_STATE_DIR", "/tmp/seeding-benchmark"))
    with engines(state, throwaway=True) as addresses:
        os.environ |= {"DATABASE_URL": addresses.database_url, "REDIS_URL": addresses.redis_url}
        import django

        django.setup()
        from tests.benchmarks.seeding.measure import report

        broken = report(sizes)
    broken.exit()


if __name__ == "__main__":
    main()
