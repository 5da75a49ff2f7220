"""What breaks first, and at what size: each stage of a night alone, over made-up data."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from crawler.errors import StorewalkError
from tests.bench.install import ROOT
from tests.bench.measure import Weight, weigh
from tests.bench.stages import STAGES
from tests.bench.table import markdown

SCALE_SIZES = (10_000, 100_000, 1_000_000)
SCALE_LIMIT_S = 420.0
MOST_MB = 8_000
"""A hosted machine has 16 GB or less, and other work to do. Our own limit."""
PART = 0.3
"""Share of a size that is measured where the whole is out of reach."""
_NEEDS = {
    "links": ("run",),
    "check": ("run", "links"),
    "remember": ("run", "links", "check"),
    "report": ("run", "links", "check", "remember"),
}
"""What must have run over the same data before."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage over one size."""

    stage: str
    pages: int
    seconds: float = 0.0
    """Wall time without the start of the program."""
    cpu_s: float = 0.0
    """User and system time, start of the program included: steadier on a machine that is busy."""
    peak_mb: float = 0.0
    """Largest PSS of the process, start of Python included."""
    disk_mb: float = 0.0
    facts: dict[str, float] = field(default_factory=dict)
    from_pages: int = 0
    """Not measured: worked out from a measurement over so many pages. 0: measured."""
    trouble: str = ""
    """Why it was not measured at this size."""


@dataclass
class Bench:
    """Measures cells, and keeps the data that stages share."""

    home: Path
    limit_s: float
    limit_mb: float
    part: float = PART
    cells: list[Cell] = field(default_factory=list)
    """Everything that ran, preparations included."""

    def cell(self, stage: str, pages: int) -> Cell:
        """Measured, or worked out where that is out of reach."""
        trouble = self._beyond(stage, pages)
        if not trouble:
            found = self._measured(stage, pages)
            if not found.trouble:
                return found
            trouble = found.trouble
        part = int(pages * self.part)
        largest = max((one.pages for one in self._done(stage)), default=0)
        if part > largest and not self._beyond(stage, part):
            self._measured(stage, part)
        done = self._done(stage)
        if not done:
            return Cell(stage, pages, trouble=trouble)
        return replace(expected(done, pages), trouble=trouble)

    def _measured(self, stage: str, pages: int) -> Cell:
        known = next((one for one in self.cells if (one.stage, one.pages) == (stage, pages)), None)
        if known is not None:
            return known
        for before in _NEEDS.get(stage, ()):
            if before != "run" and (trouble := self._beyond(before, pages)):
                return Cell(stage, pages, trouble=f"needs {before}, which is {trouble}")
        for before in _NEEDS.get(stage, ()):
            if trouble := self._measured(before, pages).trouble:
                return Cell(stage, pages, trouble=f"needs {before}, which is {trouble}")
        cell = self._weighed(stage, pages)
        self.cells.append(cell)
        print(cell, file=sys.stderr)
        return cell

    def _weighed(self, stage: str, pages: int) -> Cell:
        folder = self.home / str(pages)
        folder.mkdir(exist_ok=True)
        # What only prepares may take its time: it is no claim about Storewalk.
        limit_s = self.limit_s * 4 if stage == "run" else self.limit_s
        command = [sys.executable, "-m", "tests.bench.stages", stage, str(pages), str(folder)]
        with redis_server(folder / "redis.sock", wanted=stage == "dedupe"):
            weight = weigh(
                command,
                folder=self.home,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                limit_s=limit_s,
                limit_mb=self.limit_mb,
            )
        if trouble := self._trouble(weight, limit_s):
            return Cell(stage, pages, trouble=trouble)
        taken = orjson.loads((self.home / "stdout.txt").read_bytes())
        return Cell(stage, pages, cpu_s=weight.cpu_s, peak_mb=weight.peak_mb, **taken)

    def _trouble(self, weight: Weight, limit_s: float) -> str:
        if weight.too_big:
            return f"over {self.limit_mb / 1000:g} GB"
        if weight.exit_code is None:
            return f"over {limit_s:g} s"
        if weight.exit_code:
            return f"ended with {weight.exit_code}: {weight.said.splitlines()[-1:]}"
        return ""

    def _beyond(self, stage: str, pages: int) -> str:
        """Which limit a size would pass, as two smaller ones tell; "" when none, or they are few.

        One size alone tells nothing: the start of Python is most of a small one's memory.
        """
        done = self._done(stage)
        if len(done) < 2 or done[-1].pages >= pages:
            return ""
        near = expected(done, pages)
        if near.peak_mb > self.limit_mb:
            return f"over {self.limit_mb / 1000:g} GB, as smaller sizes tell"
        if near.seconds > self.limit_s:
            return f"over {self.limit_s:g} s, as smaller sizes tell"
        return ""

    def _done(self, stage: str) -> list[Cell]:
        found = (one for one in self.cells if one.stage == stage and not one.trouble)
        return sorted(found, key=lambda one: one.pages)


def expected(done: Sequence[Cell], pages: int) -> Cell:
    """A cell on the line through the last two, never falling; with one alone, in proportion."""
    last = done[-1]
    before = done[-2] if len(done) > 1 else Cell(last.stage, 0)
    far = (pages - last.pages) / (last.pages - before.pages)

    def at(high: float, low: float) -> float:
        return high + max(0.0, high - low) * far

    return Cell(
        last.stage,
        pages,
        seconds=at(last.seconds, before.seconds),
        cpu_s=at(last.cpu_s, before.cpu_s),
        peak_mb=at(last.peak_mb, before.peak_mb),
        disk_mb=at(last.disk_mb, before.disk_mb),
        facts={name: at(value, before.facts.get(name, 0)) for name, value in last.facts.items()},
        from_pages=last.pages,
    )


def measure_scale(
    sizes: Sequence[int],
    stages: Sequence[str],
    *,
    limit_s: float = SCALE_LIMIT_S,
    limit_mb: float = MOST_MB,
    part: float = PART,
) -> list[Cell]:
    """A cell for each size and stage, the smallest size first."""
    with tempfile.TemporaryDirectory(prefix="bench-scale-") as name:
        bench = Bench(Path(name), limit_s, limit_mb, part)
        found: list[Cell] = []
        for size in sorted(sizes):
            for stage in stages:
                found.append(bench.cell(stage, size))
                print(_line(found[-1]), file=sys.stderr)
            shutil.rmtree(bench.home / str(size), ignore_errors=True)
        return found


def scale_table(cells: Sequence[Cell]) -> str:
    """A row a stage, three columns a size; what is worked out has a ~."""
    sizes = sorted({cell.pages for cell in cells})
    head = ["stage"]
    for size in sizes:
        head += [f"{size:,} pages: CPU s", "peak MB", "disk MB"]
    rows = [head]
    for stage in dict.fromkeys(cell.stage for cell in cells):
        row = [stage]
        for size in sizes:
            row += _figures(
                next(cell for cell in cells if (cell.stage, cell.pages) == (stage, size))
            )
        rows.append(row)
    told = [_line(cell) for cell in cells]
    return "\n".join([markdown(rows), "", *told])


def _figures(cell: Cell) -> list[str]:
    if not cell.seconds:
        return ["-", "-", "-"]
    about = "~" if cell.from_pages else ""
    seconds = f"{cell.cpu_s:,.1f}" if cell.cpu_s < 100 else f"{cell.cpu_s:,.0f}"
    return [f"{about}{seconds}", f"{about}{cell.peak_mb:,.0f}", f"{about}{cell.disk_mb:,.0f}"]


def _line(cell: Cell) -> str:
    about = "~" if cell.from_pages else ""
    told: list[str] = []
    if cell.seconds:
        a_page = (cell.cpu_s / cell.pages * 1e6, cell.seconds / cell.pages * 1e6)
        told.append(f"{about}{a_page[0]:,.0f} µs CPU a page, {about}{a_page[1]:,.0f} µs wall time")
    told += [f"{about}{value:,.0f} {name}" for name, value in cell.facts.items()]
    if cell.trouble:
        told.append(f"not measured: {cell.trouble}")
    if cell.from_pages:
        told.append(f"worked out from {cell.from_pages:,} pages")
    return f"{cell.stage} at {cell.pages:,}: {', '.join(told)}"


@contextmanager
def redis_server(address: Path, *, wanted: bool = True) -> Iterator[None]:
    """A Redis of our own at a unix socket. Raises StorewalkError when none is installed."""
    if not wanted:
        yield
        return
    server = shutil.which("redis-server")
    if server is None:
        raise StorewalkError(
            "redis-server is not installed",
            hint="on Debian and Ubuntu: apt-get install redis-server",
        )
    command = [server, "--port", "0", "--unixsocket", str(address), "--save", ""]
    process = subprocess.Popen([*command, "--dir", str(address.parent)], stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 10
        while not address.exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)
        with suppress(FileNotFoundError):
            address.unlink()


def stages_named(names: Sequence[str] | None) -> list[str]:
    """The stages asked for, in the order of a night. Raises StorewalkError for an unknown one."""
    if unknown := set(names or ()) - set(STAGES):
        raise StorewalkError(
            f"there is no stage {', '.join(sorted(unknown))}", hint=f"Known: {', '.join(STAGES)}."
        )
    return [name for name in STAGES if not names or name in names]
