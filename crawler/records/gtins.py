"""What is wrong with a barcode number."""

import re

_LENGTHS = frozenset({8, 12, 13, 14})
_INSIDE = ("2", "02", "04")
_COUPONS = ("981", "982", "983", "984", "99", "05")
"""Prefixes of the 13-digit form; source of both: support.google.com/merchants/answer/6286293 (from
our notes, 2026-11-22)."""


def gtin_fault(text: str) -> str:
    """The fault as the rest of a sentence; "" when the number may be one. Blanks and hyphens are
    overlooked."""
    digits = re.sub(r"[\s\-]", "", text)
    if not (digits.isascii() and digits.isdigit()):
        return "is not a number"
    if len(digits) not in _LENGTHS:
        return f"has {len(digits)} digits instead of 8, 12, 13 or 14"
    if not int(digits):
        return "is all zeros"
    expected = check_digit(digits[:-1])
    if int(digits[-1]) != expected:
        return f"ends in {digits[-1]}, but its check digit should be {expected}"
    full = digits.zfill(14)[1:]
    if full.startswith(_INSIDE):
        return "is a number for use inside a shop, which Google refuses"
    if full.startswith(_COUPONS):
        return "is a number of coupons, not of goods"
    return ""


def check_digit(digits: str) -> int:
    """The digit that belongs behind these (GS1 General Specifications, section 7.9)."""
    total = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(reversed(digits), 1))
    return -total % 10
