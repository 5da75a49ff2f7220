"""JSON for programs: findings, the market, the summary, each with its JSON Schema."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from crawler.config.model import ReportConfig
from reports.language import N_
from reports.model.downloads import Download
from reports.model.pages import ReportModel
from reports.model.parts import Row, plain
from reports.outputs.base import LARGE_ROWS, Field, listed, place, value_of
from reports.outputs.columns import FINDINGS, PRICES
from reports.outputs.columns_market import MARKET_TABLES
from reports.outputs.json_schema import SCHEMAS, schema_file


def json_files(report: ReportModel, site: Path, settings: ReportConfig) -> tuple[Download, ...]:
    """summary.json, market.json and findings.json, and the schemas of all JSON files.

    findings.json is left out above LARGE_ROWS findings.
    """
    for name, schema in SCHEMAS.items():
        _write(place(site, schema_file(name)), [_readable(schema)])
    files: list[tuple[str, str, int | None, Iterator[str]]] = [
        ("summary", N_("The night in numbers, for a dashboard or a bot"), None,
         iter([_readable(plain(report.summary))])),
        ("market", N_("Every watched offer, and the tables of the market"), len(report.offers),
         _market(report)),
    ]  # fmt: skip
    if len(report.findings) <= LARGE_ROWS:
        what = N_("Every open finding, worst first")
        files.append(("findings", what, len(report.findings), _findings(report)))
    written = []
    for name, what, rows, text in files:
        file = f"downloads/{name}.json"
        _write(place(site, file), text)
        written.append(listed(site, file, what, "programs", rows, schema=schema_file(name)))
    return tuple(written)


def _write(path: Path, parts: Iterator[str] | Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(parts)


def _findings(report: ReportModel) -> Iterator[str]:
    """One finding a line: quick to write, and a line tool can read it too."""
    yield _head(report)
    yield from _table("findings", FINDINGS, report.findings)
    yield "}\n"


def _market(report: ReportModel) -> Iterator[str]:
    """One row a line, under the names of the CSV files."""
    yield _head(report)
    yield from _table("prices", PRICES, report.offers)
    for name, _sheet, _what, columns in MARKET_TABLES:
        yield ", "
        yield from _table(name, columns, report.market[name])
    yield "}\n"


def _head(report: ReportModel) -> str:
    return f'{{"schema_version": 1, "run": {json.dumps(report.shell.run)}, '


def _table(name: str, columns: Sequence[Field], rows: Sequence[Row]) -> Iterator[str]:
    yield f"{json.dumps(name)}: [\n"
    for number, row in enumerate(rows):
        cells = {field.name: value_of(row, field) for field in columns}
        yield f"{',' if number else ''}{json.dumps(cells, ensure_ascii=False)}\n"
    yield "]"


def _readable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
