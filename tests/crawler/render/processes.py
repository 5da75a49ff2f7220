"""The browsers below this process, found in /proc."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def kill_browsers() -> None:
    """Kill every headless browser that this process started."""
    _kill(lambda command: b"--headless" in command and b"--type=" not in command)


def kill_tabs() -> None:
    """Kill every tab of them."""
    _kill(lambda command: b"--type=renderer" in command)


def _kill(meant: Callable[[bytes], bool]) -> None:
    """Kill the processes below this one whose command line is meant. One may end on its own."""
    for pid in children(os.getpid()):
        with suppress(FileNotFoundError, ProcessLookupError):
            if meant(Path(f"/proc/{pid}/cmdline").read_bytes()):
                os.kill(pid, signal.SIGKILL)


def children(pid: int) -> list[int]:
    """Process ids below a process, deepest first."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        for child in below.get(waiting.pop(), []):
            found.append(child)
            waiting.append(child)
    return found[::-1]
