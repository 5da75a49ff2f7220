"""Addresses in style sheets: pictures, fonts and further sheets."""

import re

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_URL = re.compile(
    r"url\(\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|((?:\\.|[^\s\"'()\\])*))\s*\)"
    r"|@import\s+(?:\"([^\"\n]*)\"|'([^'\n]*)')",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.S)
_MOST = 500


def style_addresses(css: str) -> list[str]:
    """Addresses in `url()` and `@import`, each once, as written; at most 500.

    Comments, fragments (`url(#shape)`) and data: count for nothing. Source of the grammar: CSS
    Syntax Module Level 3, 4.3.6 and 9.
    """
    lower = css.lower()
    if "url(" not in lower and "@import" not in lower:
        return []
    found: dict[str, None] = {}
    for match in _URL.finditer(_COMMENT.sub("", css)):
        written = next((group for group in match.groups() if group), "").strip()
        address = _ESCAPE.sub(_unescaped, written)
        if address and not address.startswith(("#", "data:", "about:")):
            found[address] = None
        if len(found) == _MOST:
            break
    return list(found)


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
