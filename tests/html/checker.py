"""The Nu Html Checker, the one behind validator.w3.org/nu. It starts slowly, so it is given a whole folder at once."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

import pytest

HERE = Path(__file__).parent
JAR = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

needs_checker = pytest.mark.skipif(
    not (JAR.exists() and shutil.which("java")),
    reason="no HTML checker on this machine: it needs java 17 and `npm ci --ignore-scripts --prefix tests/html`",
)


def complaints(folder: Path, but: Iterable[str] = ()) -> str:
    """What the checker says of the pages in this folder: each fault once, with the first page that has it.

    Faults that match one of these patterns, by message and extract, are left out.
    """
    command = ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", "--stdout", "--html", folder]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    faults: dict[tuple[str, str], str] = {}
    for said in json.loads(answer.stdout)["messages"]:
        fault = said["message"], said.get("extract", "")
        if not any(re.search(pattern, " ".join(fault), re.DOTALL) for pattern in but):
            faults.setdefault(fault, Path(unquote(said["url"])).stem)
    return "\n".join(f"{page}: {message} {extract!r}" for (message, extract), page in faults.items())
