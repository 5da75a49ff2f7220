"""Room on the disk: what comes after a walk needs some, so a walk leaves it."""

import shutil
from pathlib import Path

from crawler.errors import RunDirError
from crawler.records import RunDir

FULL = "the disk is full"
NEARLY_FULL = "the disk is nearly full"
ENDS = frozenset({FULL, NEARLY_FULL})
"""Why a walk ended: what it read is judged and shown all the same."""
LEAST = 64_000_000
"""Bytes that a walk leaves free in any case. After the walk of the demo shop, which collects
0.5 MB, pictures, checks, history and site take 22 MB; the site is 19 of them."""
TIMES = 5
"""Of what it collected a walk leaves free besides. 50,000 pages (60 MB collected) took 35 MB for
links, 100 for checks, 12 for the history and 167 for the site (`.github/scaling.md`)."""


def cramped(run: RunDir) -> bool:
    """Whether what is left is only enough for judging and showing what was collected."""
    collected = (run.pages_path, run.links_path, run.probes_path)
    return _free(run.path) < LEAST + TIMES * sum(_size(path) for path in collected)


def require(*places: Path) -> None:
    """Raises RunDirError when a walk would have to end as soon as it begins."""
    for place in places:
        free = _free(place)
        if free < LEAST:
            raise RunDirError(
                f"only {free / 1e6:.0f} MB are left on this disk, and a walk leaves "
                f"{LEAST / 1e6:.0f} MB for its report",
                where=str(place),
                hint="Free some space, or name another disk: --run-dir, --history, --site.",
            )


def _free(place: Path) -> int:
    there = next(path for path in (place, *place.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
