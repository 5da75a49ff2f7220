"""JSON for programs: all findings, the summary, and the summary's schema."""

import json
from pathlib import Path
from typing import Any

from reports.model.pages import Download, ReportModel
from reports.model.parts import Row, plain
from reports.outputs.base import FINDINGS, MARKET_TABLES, PRICES, Field


def json_files(report: ReportModel, folder: Path) -> tuple[Download, ...]:
    """findings.json, market.json, summary.json and summary.schema.json."""
    files = (
        ("findings.json", "Every open finding", len(report.findings), _findings(report)),
        (
            "market.json",
            "Every watched offer, and the tables of the market",
            len(report.offers),
            _market(report),
        ),
        (
            "summary.json",
            "The night in numbers, for a dashboard or a bot",
            None,
            _readable(plain(report.summary)),
        ),
        (
            "summary.schema.json",
            "JSON Schema of summary.json",
            None,
            _readable(SUMMARY_SCHEMA),
        ),
    )
    written = []
    for name, what, rows, text in files:
        (folder / name).write_text(text, encoding="utf-8", errors="replace", newline="\n")
        written.append(Download(name, what, rows, (folder / name).stat().st_size))
    return tuple(written)


def _findings(report: ReportModel) -> str:
    """One finding a line: quick to write, and a line tool can read it too."""
    names = [field.name for field in FINDINGS]
    lines = (
        json.dumps({name: row.get(name) for name in names}, ensure_ascii=False)
        for row in report.findings
    )
    run = json.dumps(report.shell.run)
    body = ",\n".join(lines)
    return f'{{"schema_version": 1, "run": {run}, "findings": [\n{body}\n]}}\n'


def _market(report: ReportModel) -> str:
    """One row a line, under the names of the CSV files."""
    tables: list[tuple[str, tuple[Field, ...], tuple[Row, ...]]] = [
        ("prices", PRICES, report.offers)
    ]
    tables += [(name, columns, report.market[name]) for name, _, columns in MARKET_TABLES]
    parts = []
    for name, columns, rows in tables:
        names = [field.name for field in columns]
        lines = (json.dumps({key: row.get(key) for key in names}, ensure_ascii=False)
                 for row in rows)  # fmt: skip
        parts.append(f"{json.dumps(name)}: [\n" + ",\n".join(lines) + "\n]")
    run = json.dumps(report.shell.run)
    return f'{{"schema_version": 1, "run": {run}, ' + ",\n".join(parts) + "}\n"


def _readable(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _whole(*names: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(names),
        "additionalProperties": {"type": "integer", "minimum": 0},
    }


SUMMARY_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Storewalk summary",
    "description": "The night in numbers. Fields may be added; none is removed within version 1.",
    "type": "object",
    "required": ["schema_version", "run", "score", "findings", "changes", "pages", "prices", "top"],
    "properties": {
        "schema_version": {"const": 1},
        "run": {"type": "string", "description": "Run id: UTC time of the start."},
        "started_at": {"type": "string", "format": "date-time"},
        "shop": {"type": "string"},
        "healthy": {"type": "boolean", "description": "Whether the walk itself was sound."},
        "score": {
            "type": "object",
            "required": ["value", "formula", "pages", "pages_with_errors"],
            "properties": {
                "value": {"type": ["number", "null"], "minimum": 0, "maximum": 100,
                          "description": "null: not a single page answered."},
                "formula": {"type": "string"},
                "pages": {"type": "integer", "minimum": 0},
                "pages_with_errors": {"type": "integer", "minimum": 0},
            },
        },
        "findings": _whole("error", "warning", "notice"),
        "changes": _whole("new", "fixed", "reopened", "persisting", "not_rechecked", "gone"),
        "pages": {**_whole("ok"), "description": "Own pages by state."},
        "prices": {
            "type": "object",
            "required": ["compared", "cheapest", "index", "changes"],
            "properties": {
                "compared": {"type": "integer", "minimum": 0},
                "cheapest": {"type": "integer", "minimum": 0},
                "index": {"type": ["string", "null"], "pattern": "^[0-9]+(\\.[0-9]+)?$",
                          "description": "Decimal as text; null: nothing was compared."},
                "changes": {"type": "integer", "minimum": 0},
                **{name: {"type": "integer", "minimum": 0,
                          "description": "Absent: the run holds no tables of the market."}
                   for name in ("watched", "first", "undercut", "up", "down", "not_seen")},
            },
        },
        "top": {
            "type": "array",
            "maxItems": 10,
            "items": {
                "type": "object",
                "required": ["check", "title", "severity", "pages", "example_url",
                             "example_message"],
                "properties": {
                    "check": {"type": "string"},
                    "title": {"type": "string"},
                    "severity": {"enum": ["error", "warning", "notice"]},
                    "pages": {"type": "integer", "minimum": 1},
                    "example_url": {"type": "string"},
                    "example_message": {"type": "string"},
                },
            },
        },
    },
}  # fmt: skip
