"""The command: python -m tests.bench WHAT; `-h` says what there is."""

import argparse
import os
import platform
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import orjson

from crawler.errors import StorewalkError
from tests.bench.extraction import extraction_table, measure_extraction
from tests.bench.matching import OWN, RIVALS, matching_table, measure_matching
from tests.bench.memory import SIZES, measure_memory, memory_table
from tests.bench.phone import PAGES, looks_table, measure_looks
from tests.bench.reporting import ADDRESSES, FINDINGS, measure_reporting, reporting_table
from tests.bench.roster import BASELINE, contestants
from tests.bench.scale import (
    MOST_MB,
    PART,
    SCALE_LIMIT_S,
    SCALE_SIZES,
    measure_scale,
    scale_table,
    stages_named,
)
from tests.bench.stages import STAGES
from tests.bench.table import as_data, table
from tests.bench.tables import ROWS, measure_tables, tables_table
from tests.bench.walks import measure
from tests.bench.year import NIGHTS, OPEN, PAGES_KNOWN, WALKED, measure_year, year_table

LIMIT_S = 3600.0
"""A run of a crawler may take so long."""


def main() -> None:
    """Measure, print, and keep with --json."""
    asked = _arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(_machine(), file=sys.stderr)
    try:
        text, data = _WORK[asked.what](asked)
    except KeyboardInterrupt:
        sys.exit(130)
    except StorewalkError as error:
        sys.exit(str(error))
    print(text)
    if asked.json:
        known = {"at": datetime.now(UTC), "machine": _machine(), "what": asked.what, "found": data}
        asked.json.write_bytes(orjson.dumps(known, option=orjson.OPT_INDENT_2))


def _crawl(asked: argparse.Namespace) -> tuple[str, object]:
    everyone = contestants()
    names = asked.only or [one.name for one in everyone]
    unknown = set(names) - {one.name for one in everyone}
    if unknown:
        raise StorewalkError(
            f"there is no contestant {', '.join(sorted(unknown))}",
            hint=f"Known: {', '.join(one.name for one in everyone)}.",
        )
    courses = measure(
        [one for one in everyone if one.name in names],
        pages=asked.pages,
        rounds=asked.rounds,
        limit_s=asked.limit or LIMIT_S,
        caps=not asked.no_caps,
    )
    return table(courses, BASELINE), as_data(courses, BASELINE)


def _memory(asked: argparse.Namespace) -> tuple[str, object]:
    walks = measure_memory(asked.sizes or SIZES, asked.limit or LIMIT_S)
    return memory_table(walks), [{"pages": size, **asdict(one)} for size, one in walks]


def _extract(asked: argparse.Namespace) -> tuple[str, object]:
    timings = measure_extraction(asked.rounds)
    return extraction_table(timings), [{**asdict(one), "ratio": one.ratio} for one in timings]


def _scale(asked: argparse.Namespace) -> tuple[str, object]:
    cells = measure_scale(
        asked.sizes or SCALE_SIZES,
        stages_named(asked.stage),
        limit_s=asked.limit or SCALE_LIMIT_S,
        limit_mb=asked.most_mb,
        part=asked.part,
    )
    return scale_table(cells), [asdict(one) for one in cells]


def _matching(asked: argparse.Namespace) -> tuple[str, object]:
    found = measure_matching((asked.sizes or [OWN])[0], RIVALS, asked.limit or LIMIT_S)
    return matching_table(found), [asdict(one) for one in found]


def _phone(asked: argparse.Namespace) -> tuple[str, object]:
    looks, trouble = measure_looks(
        (asked.sizes or [PAGES])[0], asked.rounds, asked.limit or LIMIT_S
    )
    return looks_table(looks, trouble), [asdict(one) for one in looks]


def _report(asked: argparse.Namespace) -> tuple[str, object]:
    addresses, findings = (asked.sizes or [ADDRESSES, FINDINGS])[:2]
    built = measure_reporting(addresses, findings, asked.rounds)
    return reporting_table(built), [asdict(one) for one in built]


def _tables(asked: argparse.Namespace) -> tuple[str, object]:
    found = measure_tables(tuple(asked.sizes or ROWS), asked.rounds)
    return tables_table(found), [asdict(one) for one in found]


def _year(asked: argparse.Namespace) -> tuple[str, object]:
    sizes = (asked.sizes or [PAGES_KNOWN, OPEN, NIGHTS, WALKED])[:4]
    points = measure_year(*sizes)
    return year_table(points), [asdict(one) for one in points]


_WORK = {
    "crawl": _crawl,
    "memory": _memory,
    "extract": _extract,
    "scale": _scale,
    "matching": _matching,
    "phone": _phone,
    "report": _report,
    "tables": _tables,
    "year": _year,
}


def _arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measures crawlers on a generated shop."
    )
    add = parser.add_argument
    add(
        "what",
        nargs="?",
        default="crawl",
        choices=[*_WORK],
        help="Crawlers side by side (default), memory of Storewalk, extraction of a page, the "
        "stages of a night over made-up data of any size, a catalogue matched with five others, "
        "the look on the phone beside Lighthouse, the site of a made-up run, tables in a "
        "browser, or a year of nights on a data branch.",
    )
    add("--pages", type=int, default=2000, help="Pages of the shop (default 2000).")
    add("--rounds", type=int, default=3, help="Interleaved rounds (default 3).")
    add("--only", action="append", metavar="NAME", help="Only this contestant. Repeatable.")
    add("--no-caps", action="store_true", help="Give slow contestants the whole shop, too.")
    add("--limit", type=float, help="Seconds that one run may take (3600; `scale`: 420).")
    add(
        "--sizes",
        type=int,
        nargs="+",
        help="Shops for `memory` (2000 20000) and `scale` (10000 100000 1000000); products for "
        "`matching` (20000); pages for `phone` (40); addresses and findings for "
        "`report` (100000 500000); pages, findings, nights and pages a night for `year` (100000 "
        "20000 365 10000).",
    )
    add("--stage", nargs="+", metavar="NAME", help=f"Of `scale`, only: {', '.join(STAGES)}.")
    add("--most-mb", type=float, default=MOST_MB, help=f"MB a stage may take ({MOST_MB}).")
    add(
        "--part",
        type=float,
        default=PART,
        help=f"Share that `scale` measures where a whole size is out of reach ({PART}).",
    )
    add("--json", type=Path, metavar="FILE", help="Write every single run here.")
    return parser.parse_args(arguments)  # fmt: skip


def _machine() -> str:
    names = dict(
        line.split("=", 1)
        for line in Path("/etc/os-release").read_text().splitlines()
        if "=" in line
    )
    system = names.get("PRETTY_NAME", platform.system()).strip('"')
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
