"""Medians, ratios, and how they are printed."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from tests.bench.walks import Course, Walk


@dataclass(frozen=True, slots=True)
class Row:
    """Medians over the rounds of one contestant."""

    name: str
    pages: int
    """Size of the shop."""
    rounds: int
    pages_per_s: float
    cpu_s_per_1000: float
    """CPU seconds for 1,000 pages seen."""
    peak_mb: float
    recall: float
    exit_code: int
    """Of the last round; several link checkers end with 1 or more when a link is broken."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row beside the baseline. None means the baseline is not measured."""

    row: Row
    speed_ratio: float | None
    """Pages a second against the baseline: 2 is twice as fast."""
    cpu_ratio: float | None
    """CPU of the baseline against this one's: 2 is half the CPU for a page."""


def row_of(course: Course) -> Row:
    """Raises ValueError when nothing was measured."""
    walks = course.walks
    if not walks:
        raise ValueError(f"{course.contestant.name} was not measured")

    def middle(value: Callable[[Walk], float]) -> float:
        return median(value(walk) for walk in walks)

    return Row(
        name=course.contestant.name,
        pages=course.pages,
        rounds=len(walks),
        pages_per_s=middle(lambda walk: walk.pages / walk.weight.wall_s),
        cpu_s_per_1000=middle(lambda walk: walk.weight.cpu_s / walk.pages * 1000),
        peak_mb=middle(lambda walk: walk.weight.peak_mb),
        recall=middle(lambda walk: walk.recall),
        exit_code=walks[-1].weight.exit_code or 0,
    )


def lines_of(rows: Sequence[Row], baseline: str) -> list[Line]:
    """Every row against the row called `baseline`: ratios of the medians."""
    own = next((row for row in rows if row.name == baseline), None)
    return [
        Line(
            row,
            speed_ratio=row.pages_per_s / own.pages_per_s if own else None,
            cpu_ratio=own.cpu_s_per_1000 / row.cpu_s_per_1000 if own else None,
        )
        for row in rows
    ]


def table(courses: Sequence[Course], baseline: str) -> str:
    """What the command prints: a table as in Markdown, then who does what."""
    rows = [row_of(course) for course in courses if course.walks]
    cells = [["crawler", "shop", "pages/s", "CPU s / 1,000", "peak MB", "recall",
              f"speed / {baseline}", "CPU advantage"]]  # fmt: skip
    cells += [_cells(line) for line in lines_of(rows, baseline)]
    missing = [
        f"{course.contestant.name}: not measured: {course.trouble}"
        for course in courses
        if course.trouble
    ]
    works = [f"{course.contestant.name}: {course.contestant.work}" for course in courses]
    return "\n".join([markdown(cells), "", *missing, *([""] if missing else []), *works])


def markdown(cells: Sequence[Sequence[str]]) -> str:
    """Cells as a Markdown table that also lines up as plain text; the first row is the head."""
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = []
    for row in cells:
        padded = [row[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append(f"| {' | '.join(padded)} |")
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines.insert(1, f"| {' | '.join(rule)} |")
    return "\n".join(lines)


def as_data(courses: Sequence[Course], baseline: str) -> list[dict[str, object]]:
    """Everything for --json: one object a contestant, with every single run."""
    measured = {
        line.row.name: line
        for line in lines_of([row_of(one) for one in courses if one.walks], baseline)
    }
    found: list[dict[str, object]] = []
    for course in courses:
        line = measured.get(course.contestant.name)
        found.append(
            {
                "name": course.contestant.name,
                "work": course.contestant.work,
                "pages": course.pages,
                "not_measured": course.trouble or None,
                "median": asdict(line) if line else None,
                "walks": [asdict(walk) for walk in course.walks],
            }
        )
    return found


def _cells(line: Line) -> list[str]:
    row = line.row
    return [
        row.name,
        f"{row.pages:,}",
        f"{row.pages_per_s:.1f}",
        f"{row.cpu_s_per_1000:.1f}",
        f"{row.peak_mb:.0f}",
        f"{row.recall:.1%}",
        _times(line.speed_ratio),
        _times(line.cpu_ratio),
    ]


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}x"
