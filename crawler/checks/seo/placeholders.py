"""Texts that a template, a theme or a program left where a shop's own words belong."""

import re

_LEAKS = (
    (re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)"), "template code"),
    (re.compile(r"\$\{[\w.]+\}"), "template code"),
    (re.compile(r"\[object Object\]", re.IGNORECASE), "a program's word for an object"),
    (re.compile(r"\blorem ipsum\b", re.IGNORECASE), "filler text"),
    (re.compile(r"(?:^|\s)%[sd](?=$|\s|[|,.])"), "a gap that was never filled"),
)
_EMPTY_WORDS = frozenset({"undefined", "null", "NULL", "NaN", "Undefined"})
"""Compared with their letters as they are: a product may well be called Null or Nan."""
_DEFAULTS = frozenset(
    {
        "untitled", "untitled document", "untitled page", "new page", "page title", "product name",
        "product title", "category name", "your title here", "my store", "my shopify store",
        "just another wordpress site", "default store view",
    }
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")


def placeholder(text: str, shop_name: str = "") -> tuple[str, str] | None:
    """The piece that is no real text and what it is; None when the text is fine.

    `shop_name` is never taken for a theme's default.
    """
    for pattern, kind in _LEAKS:
        match = pattern.search(text)
        if match:
            return match[0].strip()[:80], kind
    for part in _SEPARATOR.split(text):
        word = part.strip()
        if word in _EMPTY_WORDS:
            return word, "a program's word for nothing"
        if word.casefold() in _DEFAULTS and word.casefold() != shop_name.casefold():
            return word, "a default of the theme"
    return None
