"""What a page is for."""

from enum import StrEnum


class PageKind(StrEnum):
    """What a page is for. Home, category and product earn money: the "money pages"."""

    HOME = "home"
    CATEGORY = "category"
    PRODUCT = "product"
    SEARCH = "search"
    SYSTEM = "system"
    """Basket, checkout, account, wishlist, compare."""
    POLICY = "policy"
    """Returns, shipping, terms, privacy, imprint, contact."""
    CONTENT = "content"
    OTHER = "other"


MONEY_KINDS = frozenset({PageKind.HOME, PageKind.CATEGORY, PageKind.PRODUCT})
