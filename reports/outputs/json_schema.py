"""JSON Schemas 2020-12 of everything that programs read."""

from collections.abc import Sequence
from typing import Any

from reports.outputs.base import Field, Kind
from reports.outputs.columns import FINDINGS, PRICES
from reports.outputs.columns_market import MARKET_TABLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"

_TYPES: dict[Kind, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "whole": {"type": ["integer", "null"]},
    "number": {"type": ["string", "null"], "pattern": DECIMAL},
    "money": {"type": ["string", "null"], "pattern": DECIMAL},
    "date": {"type": ["string", "null"], "format": "date"},
    "yes_no": {"type": ["boolean", "null"]},
}
"""Decimals are text, so that no program reads 19.99 as 19.989999999999998."""


def _whole(*names: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(names),
        "additionalProperties": {"type": "integer", "minimum": 0},
    }


SUMMARY_SCHEMA: dict[str, Any] = {
    "$schema": DIALECT,
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


def _rows(columns: Sequence[Field], description: str) -> dict[str, Any]:
    """An array of objects with these columns; null is a value that is not known."""
    return {
        "type": "array",
        "description": description,
        "items": {
            "type": "object",
            "required": [field.name for field in columns],
            "properties": {
                field.name: {**_TYPES[field.kind], "description": field.help} for field in columns
            },
        },
    }


def _file(title: str, tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": title,
        "description": "null is a value that is not known. Fields may be added; none is removed "
        "within version 1.",
        "type": "object",
        "required": ["schema_version", "run", *tables],
        "properties": {
            "schema_version": {"const": 1},
            "run": {"type": "string", "description": "Run id: UTC time of the start."},
            **tables,
        },
    }


FINDINGS_SCHEMA = _file(
    "Storewalk findings", {"findings": _rows(FINDINGS, "Every open finding, worst first")}
)
MARKET_SCHEMA = _file(
    "Storewalk market",
    {
        "prices": _rows(PRICES, "Every watched product in every shop"),
        **{name: _rows(columns, what) for name, _, what, columns in MARKET_TABLES},
    },
)
BADGE_SCHEMA: dict[str, Any] = {
    "$schema": DIALECT,
    "title": "Storewalk badge",
    "description": "The health score as the endpoint badge of shields.io reads it "
    "(shields.io/badges/endpoint-badge, read 2026-11-30).",
    "type": "object",
    "required": ["schemaVersion", "label", "message", "color"],
    "properties": {
        "schemaVersion": {"const": 1},
        "label": {"type": "string"},
        "message": {"type": "string", "minLength": 1,
                    "description": "The score, or a word when it is not known."},
        "color": {"type": "string", "pattern": "^[0-9a-f]{6}$"},
    },
    "additionalProperties": False,
}  # fmt: skip

SCHEMAS: dict[str, dict[str, Any]] = {
    "summary": SUMMARY_SCHEMA,
    "findings": FINDINGS_SCHEMA,
    "market": MARKET_SCHEMA,
    "health": BADGE_SCHEMA,
}
"""By the name of the JSON file."""


def schema_file(name: str) -> str:
    """Where the schema of a JSON file is, from the site's root."""
    return f"downloads/schema/{name}.schema.json"
