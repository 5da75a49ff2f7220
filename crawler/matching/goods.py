"""A product as a matcher sees it, whoever sells it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation

from crawler.records import Money, OfferRow

ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "product_name", "product"),
    "brand": ("brand", "manufacturer", "maker", "vendor"),
    "mpn": ("mpn", "modelno", "model", "model_number", "part_number", "manufacturer_number"),
    "gtin": ("gtin", "ean", "upc", "isbn", "gtin13", "gtin14", "gtin12", "gtin8", "barcode"),
    "sku": ("sku", "id", "asin", "article_number"),
    "price": ("price", "sale_price"),
    "currency": ("currency", "price_currency"),
    "description": ("description", "desc", "text"),
    "category": ("category", "product_type", "type", "group"),
    "colour": ("colour", "color"),
    "size": ("size",),
    "condition": ("condition",),
    "url": ("url", "link"),
}
"""Field to the column names that tell it, likeliest first."""


@dataclass(frozen=True, slots=True)
class Goods:
    """One product of one shop. An empty text means that the shop does not say."""

    title: str
    brand: str = ""
    mpn: str = ""
    """The maker's number, as written."""
    gtin: str = ""
    """As written; validity is looked at by `codes.gtin14`."""
    sku: str = ""
    """The shop's own number."""
    price: Money | None = None
    description: str = ""
    category: str = ""
    colour: str = ""
    size: str = ""
    condition: str = ""
    url: str = ""

    @property
    def amount(self) -> float:
        """The price as a number for ratios; NaN when it is unknown or 0."""
        return float(self.price.amount) if self.price and self.price.amount > 0 else float("nan")


def goods_of(row: OfferRow) -> Goods:
    """A product page as a run tells it."""
    price = Money(amount=Decimal(row.price), currency=row.currency) if row.price else None
    return Goods(
        title=row.name or row.watched_name or "",
        brand=row.brand or "",
        mpn=row.mpn or "",
        gtin=row.gtin or "",
        sku=row.sku or "",
        price=price,
        url=row.url,
    )


def goods_from_cells(cells: Mapping[str, str]) -> Goods:
    """From the cells of a table, by any of the names in ALIASES. Cells may be missing or empty."""
    told = {
        field: next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")
        for field, names in ALIASES.items()
    }
    price = _money(told.pop("price"), told.pop("currency"))
    return Goods(price=price, **told)


def _money(text: str, currency: str) -> Money | None:
    """A plain number, or the first one in a text such as "$ 1,299.00"."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?|\.\d+", text)
    if not found:
        return None
    digits = found[0]
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    try:
        amount = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return None
    return Money(amount=amount, currency=currency or None)


COLUMNS = tuple(field.name for field in fields(Goods))
"""The fields of `Goods`, in their order."""
