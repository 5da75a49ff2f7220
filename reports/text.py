"""JSON as it may stand in a script."""

import json
from typing import Any

import orjson

_UNSAFE = {"</": "<\\/", "<!--": "<\\!--", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def dump(value: Any) -> str:
    """JSON that is safe inside a script element and in JavaScript source."""
    try:
        text = orjson.dumps(value).decode()
    except TypeError:  # a lone surrogate, which no file can hold
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        text = text.encode("utf-8", "replace").decode("utf-8")
    return safe(text)


def safe(text: str) -> str:
    """JSON without what could end the script that it stands in, or a line of it."""
    for unsafe, instead in _UNSAFE.items():
        if unsafe in text:
            text = text.replace(unsafe, instead)
    return text
