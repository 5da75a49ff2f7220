"""Whether an address still shows the product that was accepted there."""

from rapidfuzz import fuzz

from crawler.matching.codes import gtin14
from crawler.matching.goods import Goods
from crawler.matching.reading import read
from crawler.matching.vetoes import vetoes

LEAST_ALIKE = 60.0
"""Token-set similarity of two names of one page, 0 to 100. Shops shorten and lengthen names, which
leaves it near 100. Our own convention."""


def stale(name_then: str, gtin_then: str, name_now: str, gtin_now: str) -> str:
    """Why the page shows another product now, as a sentence; "" when nothing says so.

    Two valid GTINs settle it. Without them the names: hardly alike, other article codes, or another
    size, pack, colour, generation or condition.
    """
    then, now = gtin14(gtin_then), gtin14(gtin_now)
    if then and now:
        return "" if then == now else f"The GTIN was {then} and is {now}."
    if not name_then or not name_now:
        return ""
    left, right = Goods(name_then), Goods(name_now)
    one, other = read(left), read(right)
    was = f"The page was of {name_then!r} and is of {name_now!r}."
    if fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words)) < LEAST_ALIKE:
        return was
    codes = set(one.title_codes), set(other.title_codes)
    if all(codes) and not codes[0] & codes[1]:
        return was
    hard = [veto.text for veto in vetoes(left, right, one, other) if veto.hard]
    return f"{was} {hard[0]}" if hard else ""
