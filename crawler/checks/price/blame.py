"""Which of several sides that contradict each other is likely wrong."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from crawler.checks.price.sightings import CALLED
from crawler.records import BUYABLE, OfferSource
from crawler.records.gtins import gtin_fault

_TRUST = (
    OfferSource.BASKET, OfferSource.PLATFORM, OfferSource.RENDERED, OfferSource.DOM,
    OfferSource.JSON_LD, OfferSource.MICRODATA, OfferSource.RDFA, OfferSource.META,
    OfferSource.FEED,
)  # fmt: skip
"""With as many voices on both sides, whom shoppers meet last is believed: what the basket asks is
paid, what the shop system holds goes into the basket, and copies for machines grow old. Of 31 saved
pages whose sources disagreed the majority, where there was one, was right on 9 of 9."""


def amount(text: str) -> str:
    """An amount, whatever its noughts."""
    return f"{Decimal(text).normalize():f}"


def buyable(text: str) -> str:
    """What a state of stock means for the basket."""
    return "yes" if text in {str(state) for state in BUYABLE} else "no"


def barcode(text: str) -> str:
    """A barcode number without the noughts before it."""
    return text.lstrip("0")


def likely_wrong(
    sides: Mapping[str, str], same: Callable[[str], str] = str, *, faulty: bool = False
) -> str:
    """A sentence to put behind a message, " Likely wrong: the product feed."; "" for no difference.

    `sides` are source and value, `same` makes equal what means the same. With `faulty` values are
    barcode numbers, and one that can be none is wrong whoever repeats it.
    """
    known = [source for source in _TRUST if source in sides]
    if OfferSource.RENDERED in known and OfferSource.DOM in known:
        known.remove(OfferSource.DOM)  # the same text before its scripts: no voice of its own
    if faulty:
        broken = [source for source in known if gtin_fault(sides[source])]
        if broken and len(broken) < len(known):
            return _sentence(broken)
    voices: dict[str, list[OfferSource]] = {}
    for source in known:
        voices.setdefault(same(sides[source]), []).append(source)
    if len(voices) < 2:
        return ""
    right = max(voices.values(), key=lambda them: (len(them), -_TRUST.index(them[0])))
    return _sentence([source for source in known if source not in right])


def _sentence(sources: list[OfferSource]) -> str:
    return f" Likely wrong: {', '.join(CALLED[source] for source in sources)}."
