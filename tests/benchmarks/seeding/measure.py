"""Seeds, and copies the same rows, with a clock beside it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage

from django.core.management import call_command
from django.db import connection, connections

from tests.benchmarks.limits import SEEDING, Broken


@dataclass(frozen=True)
class Measured:
    """One way of filling: seconds by the clock, of this process and of the database's, and rows."""

    clock: float
    own: float
    database: float
    rows: int
    megabytes: int = 0


def report(sizes: list[str]) -> Broken:
    """Print a line for each size and each way; return which limits were broken."""
    broken = Broken()
    print(
        f"{'size':<10} {'way':<6} {'rows':>9} {'clock s':>8} {'own s':>7} "
        f"{'database s':>11} {'peak MB':>8} {'limit s':>8}"
    )
    for size in sizes:
        connections.close_all()
        for way, measured in get_context("spawn").Pool(1).apply(_measure, (size,)):
            limit = SEEDING.get(size) if way == "seed" else None
            broken.check(f"Seeding {size}", measured.clock, limit, "s")
            print(
                f"{size:<10} {way:<6} {measured.rows:>9,} {measured.clock:>8.1f} {measured.own:>7.1f} "
                f"{measured.database:>11.1f} {measured.megabytes or '–':>8} {limit or '–':>8}",
                flush=True,
            )
    return broken


def _measure(size: str) -> list[tuple[str, Measured]]:
    """Seed and copy in a fresh database; runs in a process of its own, so that its peak of memory is the size's own."""
    import django

    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    before = _counts()
    seeded = _timed(lambda: call_command("seed", size=size, verbosity=0))
    peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    new = {table: count for table, count in _counts().items() if count > before[table]}
    copied = _timed(lambda: _copy(new))
    rows = sum(new.values())
    return [
        ("seed", Measured(*seeded, rows, peak)),
        ("COPY", Measured(*copied, rows)),
    ]


def _timed(work: Callable[[], object]) -> tuple[float, float, float]:
    """Return the seconds by the clock, of this process and of its database connection's process."""
    clock, own, database = time.monotonic(), time.process_time(), _database_seconds()
    work()
    return time.monotonic() - clock, time.process_time() - own, _database_seconds() - database


def _database_seconds() -> float:
    """Return the processor time of the server process behind our connection (Linux, same machine)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with open(f"/proc/{pid}/stat") as file:
        user, system = file.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / 100


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def _copy(tables: dict[str, int]) -> None:
    """Copy each table's rows out and into a bare table of the same columns."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'CREATE TABLE "bare_{table}" (LIKE "{table}" INCLUDING GENERATED)')
            with cursor.copy(f'COPY "{table}" TO STDOUT') as source:
                data = b"".join(source)
            with cursor.copy(f'COPY "bare_{table}" FROM STDIN') as target:
                target.write(data)
