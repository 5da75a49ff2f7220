"""What class names and ids say about an element; read once for each spelling, not each element."""

import re
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.extract.words import (
    CURRENT_NAMES,
    INSTALMENT_NAMES,
    MEMBER_NAMES,
    NOT_PRICE,
    REGULAR_NAMES,
    RELATED_NAMES,
    UNIT_NAMES,
    WAS_NAMES,
)

_NAMING = ("class", "id", "data-testid", "data-test", "data-qa", "itemprop", "data-price-type")
_READER_ONLY = re.compile(
    (
        r"(?:^|[\s_-])(?:sr-only|screen-?reader(?:-text)?|visually-?hidden|visuallyhidden|"
        r"a11y-hidden|offscreen|a-offscreen|assistive|hidden-text|u-vh)(?:$|[\s_-])"
    ),
    re.IGNORECASE,
)
_FRACTION = re.compile(
    (
        r"(?:^|[\s_-])(?:cents?|fraction|decimals?|pence|centimes|penny|decimalpart|"
        r"price-?dec|small-?price|superscript|sup)(?:$|[\s_-])|[Ff]raction|[Cc]ents\b|"
        r"Decimal"
    ),
)


class Signs(NamedTuple):
    """What the names of one element say."""

    reader_only: bool
    """Only a screen reader gets the text."""
    fraction: bool
    """The digits behind the decimal point."""
    no_price: bool
    """An amount that is no price of the product: a saving, shipping, a total."""
    related: bool
    """A block about other products."""
    current: bool
    regular: bool
    was: bool
    unit: bool
    instalment: bool
    member: bool


def names_of(node: LexborNode) -> str:
    """Class, id and test id of an element in one string, for the name patterns."""
    attributes = node.attributes
    given = [name for name in attributes if name in _NAMING]
    if len(given) > 1:
        given = [name for name in _NAMING if attributes.get(name)]
    return " ".join([attributes[name] or "" for name in given])[:300]


@lru_cache(maxsize=4096)
def signs_of(names: str) -> Signs:
    """What a string of `names_of` says. A shop uses the same few hundred on all its pages."""
    return Signs(
        *(
            pattern.search(names) is not None
            for pattern in (
                _READER_ONLY, _FRACTION, NOT_PRICE, RELATED_NAMES, CURRENT_NAMES, REGULAR_NAMES,
                WAS_NAMES, UNIT_NAMES, INSTALMENT_NAMES, MEMBER_NAMES,
            )
        )
    )  # fmt: skip
