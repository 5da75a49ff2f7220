"""What was seen, on one line."""

from collections.abc import Mapping
from typing import Any

from reports.model.words import clip, path_of


def shown(evidence: Mapping[str, Any]) -> str:
    """Evidence on one line: `found: EUR 1.299,00; expected: 1299.00`."""
    parts = [
        f"{name.replace('_', ' ')}: {_value(value)}"
        for name, value in evidence.items()
        if value is not None and value not in ("", [], {})
    ]
    return clip("; ".join(parts), 400)


def _value(value: object) -> str:
    if isinstance(value, dict) and isinstance(value.get("url"), str):
        text = f" “{value['text']}”" if value.get("text") else ""
        return f"{path_of(value['url'])}{text}"
    if isinstance(value, dict) and isinstance(value.get("selector"), str):
        words = value.get("note") or value.get("text")
        return f"{value['selector']} ({words})" if words else value["selector"]
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(item)}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(item) for item in value)
    return "none" if value is None else str(value)
