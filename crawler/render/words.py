"""The words of crawler/extract for the measuring scripts: one list for both."""

import json
import re

from crawler.extract.words import (
    BASKET_WORDS,
    BUY_NAMES,
    BUY_WORDS,
    INSTALMENT_NAMES,
    MENU_WORDS,
    NOT_PRICE,
    RELATED_NAMES,
    SEARCH_WORDS,
    SOLD_OUT_WORDS,
    UNIT_NAMES,
    WAS_NAMES,
)

PATTERNS: dict[str, re.Pattern[str]] = {
    "basket": BASKET_WORDS,
    "buy": BUY_WORDS,
    "buyNames": BUY_NAMES,
    "instalmentNames": INSTALMENT_NAMES,
    "menu": MENU_WORDS,
    "notPrice": NOT_PRICE,
    "related": RELATED_NAMES,
    "search": SEARCH_WORDS,
    "soldOut": SOLD_OUT_WORDS,
    "unitNames": UNIT_NAMES,
    "wasNames": WAS_NAMES,
}
"""What `storewalk.pattern(name)` knows. They hold only what both languages read alike."""


def words_script() -> str:
    """A script that hands the patterns to those after it."""
    texts = {name: pattern.pattern for name, pattern in PATTERNS.items()}
    return f"globalThis.storewalkWords = {json.dumps(texts)};"
