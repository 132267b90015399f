"""PostgreSQL on a Unix socket."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from expo.embedded.accounts import private_folder, run_as
from expo.embedded.children import Process
from expo.embedded.errors import EnginesError
from expo.embedded.programs import Program, find_postgres
from expo.embedded.servers import Place, running

BUILT_IN_LOCALE_SINCE = 17
FAST_AND_UNSAFE = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
ROOM_FOR_LOCKS = ["-c", "max_locks_per_transaction=512"]  # a long test is one transaction, of many savepoints


@contextmanager
def postgres(place: Place) -> Iterator[str]:
    """Run PostgreSQL, on a new cluster where there is none yet, and yield its DATABASE_URL."""
    program = find_postgres(place.account)
    cluster = place.data / "postgres"
    if not cluster.exists():
        _create(cluster, program, place)
    _check_version(cluster, program)
    # A leftover: no server works in this folder now, but its number may meanwhile be another process's.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    command: list[str | Path] = [program.path, "-D", cluster, "-k", place.sockets, "-c", "listen_addresses="]
    command += ["-c", "unix_socket_permissions=0700"]
    if place.throwaway:
        command += [*FAST_AND_UNSAFE, *ROOM_FOR_LOCKS]
    with running(
        "postgres", command, place, ready=lambda process: _is_ready(cluster, process), stop=signal.SIGINT
    ):
        yield f"postgres://expo@{quote(str(place.sockets), safe='')}/postgres"


def _create(cluster: Path, program: Program, place: Place) -> None:
    """Make the cluster beside its final place, so that one whose making was interrupted is never used."""
    unfinished = cluster.with_name("postgres.unfinished")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    private_folder(unfinished, place.account)
    options = ["--username=expo", "--auth=trust", "--encoding=UTF8", "--no-instructions", *_locale(program)]
    if place.throwaway:
        options.append("--no-sync")
    done = run_as(place.account, [program.path.with_name("initdb"), "-D", unfinished, *options])
    if done.returncode:
        raise EnginesError(f"initdb could not make a database cluster in {cluster}:\n{done.stderr.strip()}")
    unfinished.rename(cluster)


def _locale(program: Program) -> list[str]:
    if program.version >= BUILT_IN_LOCALE_SINCE:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _check_version(cluster: Path, program: Program) -> None:
    try:
        version = (cluster / "PG_VERSION").read_text().strip()
    except PermissionError:
        raise EnginesError(
            f"{cluster} belongs to another user. "
            "Run this as that user, or set EXPO_STATE_DIR to another folder."
        ) from None
    if version != str(program.version):
        raise EnginesError(
            f"{cluster} was made by PostgreSQL {version}, but {program.path} is version {program.version}.\n"
            "Use the version it was made by, or remove the folder to begin anew."
        )


def _is_ready(cluster: Path, process: Process) -> bool:
    """Read it off PostgreSQL's own file, once that names our child: line 1 its number, line 8 its state."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(process.pid) and lines[7].strip() == "ready"
