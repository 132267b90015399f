"""Whose processes the engines are: PostgreSQL refuses to run as root, so root hands them to `nobody`."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path

from expo.embedded.errors import EnginesError

# Nothing of the person's own environment reaches the engines: PGDATA or a missing locale would break them.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def engine_account() -> pwd.struct_passwd | None:
    """Return the account that the engines run as, or None where it is our own."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise EnginesError(
            "PostgreSQL refuses to run as root, and there is no account `nobody` here. "
            "Run this as another user, or set DATABASE_URL and REDIS_URL."
        ) from None


def can_reach(path: Path, account: pwd.struct_passwd | None) -> bool:
    """Tell whether the account may enter the folder or run the file."""
    if account is None:
        return os.access(path, os.X_OK)
    # The account itself is asked: permission bits alone don't tell of access lists and mounts.
    return run_as(account, ["/bin/sh", "-c", 'test -x "$1"', "sh", path]).returncode == 0


def run_as(
    account: pwd.struct_passwd | None, command: Sequence[str | Path]
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end as the account, and return what it said."""
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=ENVIRONMENT,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def private_folder(path: Path, account: pwd.struct_passwd | None) -> Path:
    """Make a folder that only the account can open; its parents can be passed by everyone."""
    for parent in reversed(path.parents):
        if not parent.exists():
            parent.mkdir()
            parent.chmod(0o755)
    path.mkdir(exist_ok=True)
    path.chmod(0o700)
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)
    return path
