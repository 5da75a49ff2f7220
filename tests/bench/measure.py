"""Runs one command and weighs its whole process tree: wall time, CPU time, peak memory."""

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

POLL_S = 0.05
"""Memory is looked at so often: a peak that is shorter can be missed."""
_ORPHANS_S = 10.0
"""What a command leaves behind is ended after so many seconds."""
_SET_CHILD_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of linux/prctl.h."""
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Weight:
    """What one command took."""

    wall_s: float
    cpu_s: float
    """User and system seconds of the process and all its descendants, orphans too."""
    peak_mb: float
    """Largest proportional memory (PSS) of the process tree, in MB of 1,000,000 bytes: pages that
    processes share count once. Reading PSS stops a process for milliseconds, so it is read only
    when the resident memory (RSS), polled every POLL_S, reaches a new height."""
    exit_code: int | None
    """None: it took more time or memory than it was given and was ended."""
    said: str
    """The end of what it wrote to stderr."""
    too_big: bool = False
    """It took more memory than it was given."""


def weigh(
    command: Sequence[str],
    *,
    folder: Path,
    env: Mapping[str, str],
    limit_s: float,
    limit_mb: float = float("inf"),
) -> Weight:
    """Run the command in `folder` to its end, at most `limit_s` seconds.

    It is ended, too, when its resident memory passes `limit_mb`.
    """
    errors = folder / "stderr.txt"
    _adopt_orphans(True)
    with (folder / "stdout.txt").open("wb") as out, errors.open("wb") as err:
        start = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(env), stdout=out, stderr=err, start_new_session=True
        )
        watch = _Watch(process.pid, start + limit_s, limit_mb * 1e6)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall_s = time.monotonic() - start
            left_s = _orphans_cpu_s(process.pid)
        except BaseException:
            _end(process.pid)
            process.wait()
            raise
        finally:
            watch.ended.set()
            watch.join()
            _adopt_orphans(False)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Weight(
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime + left_s,
        peak_mb=watch.peak_bytes / 1e6,
        exit_code=None if watch.too_long or watch.too_big else process.returncode,
        said=errors.read_text(errors="replace")[-600:].strip(),
        too_big=watch.too_big,
    )


class _Watch(threading.Thread):
    """Polls the memory of a process tree and ends it when its time or memory is up."""

    def __init__(self, pid: int, until: float, most_bytes: float) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.until = until
        self.most_bytes = most_bytes
        self.ended = threading.Event()
        self.peak_bytes = 0
        self.highest_bytes = 0
        self.too_long = False
        self.too_big = False

    def run(self) -> None:
        while not self.ended.wait(POLL_S):
            pids = tree(self.pid)
            resident = sum(map(_resident_bytes, pids))
            if resident > self.highest_bytes * 1.01:
                self.highest_bytes = resident
                self.peak_bytes = max(self.peak_bytes, sum(map(_own_bytes, pids)))
            if resident > self.most_bytes and not self.too_big:
                self.too_big = True
                _end(self.pid)
            if time.monotonic() > self.until and not self.too_long:
                self.too_long = True
                _end(self.pid)


def _adopt_orphans(yes: bool) -> None:
    """Descendants whose parent ends become our children, so that their CPU time can be asked for.

    A fork server of multiprocessing outlives the process that started it by a moment.
    """
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, int(yes), 0, 0, 0)


def _orphans_cpu_s(session: int) -> float:
    until = time.monotonic() + _ORPHANS_S
    found = 0.0
    while orphans := [pid for pid in tree(os.getpid(), 1)[1:] if _session(pid) == session]:
        if time.monotonic() > until:
            _end(session)
        for pid in orphans:
            ended, _, usage = os.wait4(pid, os.WNOHANG)
            if ended:
                found += usage.ru_utime + usage.ru_stime
        time.sleep(POLL_S)
    return found


def _end(session: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except OSError:
        return None


def tree(pid: int, depth: int = 99) -> list[int]:
    """A process and its descendants of so many generations, as far as they live."""
    if depth == 0:
        return [pid]
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += tree(int(child), depth - 1)
    except OSError:
        return found  # it ended while we looked
    return found


def _resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except OSError:
        return 0


def _own_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
