"""Barcode numbers and makers' numbers as evidence: when one may be believed."""

import re

from crawler.matching.goods import Goods
from crawler.matching.normal import compact, fold
from crawler.records.gtins import check_digit, gtin_fault


def gtin14(text: str) -> str:
    """The number with 14 digits; "" when it is none, or one that is no product's in trade.

    ISBN-10 is converted. Blanks and hyphens are overlooked.
    """
    bare = re.sub(r"[\s\-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", bare) and _isbn10_valid(bare):
        bare = f"978{bare[:9]}"
        bare += str(check_digit(bare))
    return "" if gtin_fault(bare) else bare.zfill(14)


def gtins(goods: Goods) -> frozenset[str]:
    """Valid numbers among everything that the shop calls a number: some shops' SKU is the EAN."""
    told = (goods.gtin, goods.sku, goods.mpn)
    return frozenset(number for text in told if text and (number := gtin14(text)))


def maker_number(goods: Goods, shop: str = "") -> str:
    """The maker's number without punctuation; "" when it may not be one.

    Too short, without a digit, the shop's own number, or from a shop that names itself as brand
    (PrestaShop's theme writes the product's id as mpn and the shop as brand).
    """
    bare = compact(fold(goods.mpn))
    if len(bare) < 4 or not any(c.isdigit() for c in bare) or len(set(bare)) < 2:
        return ""
    if bare == compact(fold(goods.sku)):
        return ""
    brand = compact(fold(goods.brand))
    return "" if shop and brand == compact(fold(shop)) else bare


def same_brand(left: Goods, right: Goods) -> bool:
    """Both told, and one is the other or its beginning: "HP" and "HP Inc."."""
    one, other = compact(fold(left.brand)), compact(fold(right.brand))
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) > 2 and (
        one.startswith(other) or other.startswith(one)
    ))  # fmt: skip


def _isbn10_valid(bare: str) -> bool:
    values = [10 if c == "X" else int(c) for c in bare]
    return sum(v * (10 - n) for n, v in enumerate(values)) % 11 == 0
