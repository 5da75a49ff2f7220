"""The browsers below this process, found in /proc."""

import os
import signal
from pathlib import Path


def kill_browsers() -> None:
    """Kill every headless browser that this process started."""
    for pid in children(os.getpid()):
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        if b"--headless" in command and b"--type=" not in command:
            os.kill(pid, signal.SIGKILL)


def kill_tabs() -> None:
    """Kill every tab of them."""
    for pid in children(os.getpid()):
        if b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes():
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
