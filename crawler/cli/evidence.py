"""The evidence of one page's product as a table for the terminal."""

from crawler.records import OfferFacts, OfferSource

CONFIDENCE = {
    "confirmed": "confirmed: two or more sources agree",
    "single": "one source only",
    "conflicting": "the sources disagree",
    "unknown": "nothing could be read as its price",
}
STATES = {
    "shown": "",
    "missing": "the page shows no price",
    "hidden": "the shop gives the price on request",
    "login_only": "the shop gives the price after login",
    "blocked": "a bot wall answered",
    "not_seen": "the page was not read",
}
KINDS = {
    "current": "price",
    "was": "before",
    "list": "list price",
    "high": "to",
    "unit": "per unit",
}


def evidence_lines(product: OfferFacts) -> list[str]:
    """Everything that was seen of a product, as a table: where, what, how much, how written."""
    rows: list[tuple[str, ...]] = [("Where", "What", "Read as", "Written as", "Place")]
    for seen in product.candidates:
        amount = "unreadable" if seen.amount is None else f"{seen.amount} {seen.currency or ''}"
        if seen.tax_included is not None:
            amount = f"{amount.strip()} {'with' if seen.tax_included else 'without'} tax"
        kind = KINDS.get(seen.type, str(seen.type))
        rows.append((SOURCES[seen.source], kind, amount.strip(), seen.raw, seen.path))
    for source, said in product.availability_sources:
        rows.append((SOURCES[source], "stock", str(said), "", ""))
    for number in product.identifiers:
        rows.append((SOURCES[number.source], number.kind, number.value, "", number.path))
    rows = [tuple(fit(cell, width) for cell, width in zip(row, WIDTHS, strict=True))
            for row in rows]  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(WIDTHS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


SOURCES = {
    OfferSource.PLATFORM: "Shop system",
    OfferSource.JSON_LD: "JSON-LD",
    OfferSource.MICRODATA: "Microdata",
    OfferSource.RDFA: "RDFa",
    OfferSource.STATE: "Page's scripts",
    OfferSource.META: "Open Graph",
    OfferSource.DOM: "Page",
    OfferSource.RENDERED: "Page on a phone",
    OfferSource.FEED: "Feed",
    OfferSource.BASKET: "Basket",
}
WIDTHS = (16, 10, 26, 34, 60)
"""Columns of the evidence, in characters; what is longer is cut."""


def fit(text: str, width: int) -> str:
    """One line of at most `width` characters, without control characters: pages are hostile."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= width else plain[: width - 1] + "…"


def sure(product: OfferFacts) -> str:
    """Why there is a price and how sure it is, in words."""
    return STATES.get(product.state, "") or CONFIDENCE[product.confidence]
