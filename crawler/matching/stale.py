"""Whether an address still shows the product that was accepted there."""

from rapidfuzz import fuzz

from crawler.matching.codes import gtin14
from crawler.matching.normal import fold, words

LEAST_ALIKE = 60.0
"""Token-set similarity (0 to 100) of two names of one page. Shops reword and shorten names, which
leaves a common core and a value near 100; another product of the same kind has 30 to 55. Our own
convention, over pairs of the matching corpora."""


def stale(name_then: str, gtin_then: str, name_now: str, gtin_now: str) -> str:
    """Why the page shows another product now, as a sentence; "" when nothing says so."""
    then, now = gtin14(gtin_then), gtin14(gtin_now)
    if then and now:
        return "" if then == now else f"The GTIN was {then} and is {now}."
    if not name_then or not name_now:
        return ""
    alike = fuzz.token_set_ratio(*(" ".join(words(fold(name))) for name in (name_then, name_now)))
    if alike >= LEAST_ALIKE:
        return ""
    return f"The page was of {name_then!r} and is of {name_now!r}."
