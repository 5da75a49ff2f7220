"""The storewalk command as a user runs it: in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from crawler.records import PageRecord, RunDir

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything it printed."""
        return self.out + self.err


def environment() -> dict[str, str]:
    """The surroundings of a command: this checkout, no colours."""
    return os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"}


def storewalk(*arguments: str | Path, cwd: Path, timeout: float = 240) -> Done:
    """Run the command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "crawler", *map(str, arguments)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def pages(run: Path) -> dict[str, PageRecord]:
    """Page records of a run by path and query."""
    found: dict[str, PageRecord] = {}
    for page in RunDir(run).pages():
        path = "/" + page.url.split("/", 3)[3]
        found[path] = page
    return found
