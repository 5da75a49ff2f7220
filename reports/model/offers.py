"""Every offer of the watched products: a matrix of products and shops, and a list of offers."""

from decimal import ROUND_HALF_UP, Decimal

from crawler.records import Excluded, MarketRow, Moved, QuoteRow, Role
from reports.language import count, money
from reports.model.market import (
    BELIEVED,
    EXCLUDED_WORDS,
    MOVED_WORDS,
    SIDE_WORDS,
    availability_words,
    decimal,
    is_rival,
    position,
    product_hash,
    stocked,
    why_not,
)
from reports.model.night import Night
from reports.model.pages import MatrixPage
from reports.model.parts import Column, Row, Table
from reports.model.tabs import facet_href, price_tabs
from reports.model.words import day

COUNT_WORDS = {"counts": EXCLUDED_WORDS[""]} | {k: v for k, v in EXCLUDED_WORDS.items() if k}
WHOSE_WORDS = {"own": ("You", ""), "competitor": ("Competitors", "")}
STOCKED_WORDS = {"in": ("In stock", ""), "out": ("Out of stock", ""), "": ("Not known", "")}
PROMO_WORDS = {"yes": ("With a struck price", ""), "no": ("Without", "")}


def matrix_page(night: Night) -> MatrixPage:
    """Build prices/market.html."""
    return MatrixPage(
        tabs=price_tabs(night),
        sentence=_sentence(night),
        matrix=matrix_table(night),
        offers=offers_table(night),
        there=night.market.there,
    )


def _sentence(night: Night) -> str:
    market = night.market
    if not market.there:
        return night.nothing
    theirs = [quote for quote in market.quotes if is_rival(quote)]
    counting = sum(quote.excluded is Excluded.NO for quote in theirs)
    shops = count(len(market.rivals), "competitor", "competitors")
    alone = [
        site.name
        for site in night.sites
        if site.role is not Role.OWN and site.id not in market.rivals
    ]
    return (
        f"{count(len(market.rows), 'watched product', 'watched products')}, {shops}: {counting:,} of "
        f"{count(len(theirs), 'paired offer', 'paired offers')} count tonight, and each of the others says why not."
        + (f" No pair is known in {', '.join(alone)}." if alone else "")
    )


def matrix_table(night: Night) -> Table:
    """One row a product, one column a shop; a cell opens its evidence."""
    market = night.market
    shops = (night.own, *market.rivals)
    columns = (
        Column("name", "Product", "product", with_column="hash", wide=True),
        Column("brand", "Brand", facet=True, hidden=True),
        Column("category", "Category", facet=True, hidden=True),
        Column(
            f"at_{night.own}", f"{night.site_name(night.own)} (you)", "offer", with_column="hash"
        ),
        *(
            Column(f"at_{site}", night.site_name(site), "offer", with_column="hash", pick=True)
            for site in market.rivals
        ),
    )
    order = sorted(market.rows, key=lambda row: (row.name.casefold(), row.sku))
    return Table(
        id="matrix",
        caption="Products by shop",
        columns=columns,
        rows=tuple(_matrix_row(night, row, shops) for row in order),
        empty=night.nothing if not market.there else "No product is watched yet.",
        export="price-matrix",
        shown=max(10, 250 // len(shops)),
    )


def _matrix_row(night: Night, row: MarketRow, shops: tuple[str, ...]) -> Row:
    cells: dict[str, object] = {
        "name": row.name,
        "hash": product_hash(row.sku),
        "sku": row.sku,
        "brand": row.brand,
        "category": row.category,
        "position": position(row),
    }
    quotes = best_by_site(night.market.by_sku.get(row.sku, ()))
    for site in shops:
        cells |= _cell(night, f"at_{site}", quotes.get(site), row)
    return cells


def best_by_site(quotes: tuple[QuoteRow, ...]) -> dict[str, QuoteRow]:
    """One offer a shop: one that counts before one that does not, then the cheapest."""
    best: dict[str, QuoteRow] = {}
    for quote in sorted(quotes, key=_usefulness):
        best.setdefault(quote.site, quote)
    return best


def _usefulness(quote: QuoteRow) -> tuple[bool, bool, Decimal, str]:
    amount = decimal(quote.amount)
    return (quote.excluded is not Excluded.NO, quote.price is None, amount or Decimal(0), quote.url)


def _cell(night: Night, name: str, quote: QuoteRow | None, row: MarketRow) -> dict[str, object]:
    """Text None means that there is no pair."""
    if quote is None:
        return {name: None, f"{name}_text": None, f"{name}_note": None, f"{name}_side": ""}
    why = why_not(quote)
    shown = money(quote.price, quote.currency) if quote.price else ""
    return {
        name: quote.amount if quote.excluded is Excluded.NO else None,
        f"{name}_text": shown or why or "No price",
        f"{name}_note": (why if shown else "") or _against(quote, row, night.market.side(quote)),
        f"{name}_side": "idle" if why else night.market.side(quote),
    }


def _against(quote: QuoteRow, row: MarketRow, which: str) -> str:
    """`8.7 % cheaper`: a reading aid beside the price, of the two prices that the table holds."""
    amount, own = decimal(quote.amount), decimal(row.price)
    if which in ("", "own") or amount is None or not own:
        return ""
    if which == "same":
        return "same price"
    percent = (abs(amount - own) / own * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{percent} % {which}"


def offers_table(night: Night) -> Table:
    """One row a product and shop, the own shop's included; every number of the totals is a
    filter of it."""
    market = night.market
    names = {site.id: (site.name, "") for site in night.sites}
    columns = (
        Column("name", "Product", "product", with_column="hash"),
        Column("brand", "Brand", facet=True, hidden=True),
        Column("category", "Category", facet=True, hidden=True),
        Column("shop", "Shop", "label", True, names),
        Column("whose", "Whose", "label", True, WHOSE_WORDS, hidden=True),
        Column("price", "Price", "price", with_column="currency"),
        Column("counts", "Counts?", "tag", True, COUNT_WORDS),
        Column("side", "Against yours", "label", True, SIDE_WORDS),
        Column("moved", "Moved", "label", True, MOVED_WORDS, hidden=True),
        Column("change", "Change", "delta_percent"),
        Column("stock", "Stock", hidden=True),
        Column("stocked", "Can deliver", "label", True, STOCKED_WORDS, hidden=True),
        Column("promo", "Promotion", "label", True, PROMO_WORDS, hidden=True),
        Column("seen", "Last seen"),
        Column("evidence", "Why", "evidence", with_column="hash"),
    )
    return Table(
        id="offers",
        caption="Every offer",
        columns=columns,
        rows=tuple(offer_row(night, quote) for quote in market.quotes),
        empty=night.nothing if not market.there else "There is no pair yet.",
        export="offers",
        shown=25,
    )


def offer_row(night: Night, quote: QuoteRow) -> Row:
    """A quote as tables show it."""
    market = night.market
    row = market.row_of.get(quote.sku)
    note = ""
    if quote.price and quote.rate and row:
        note = f"{money(quote.amount, row.currency)} at {quote.rate}"
    if quote.list_price:
        note = f"{note}, " if note else ""
        note += f"struck {money(quote.list_price, quote.currency)}"
    return {
        "name": row.name if row else quote.name or quote.sku,
        "sku": quote.sku,
        "hash": product_hash(quote.sku),
        "brand": row.brand if row else "",
        "category": row.category if row else "",
        "shop": quote.site,
        "whose": Role.COMPETITOR.value if is_rival(quote) else Role.OWN.value,
        "price": quote.price,
        "currency": quote.currency,
        "price_note": note or (why_not(quote) if quote.price is None else ""),
        "price_url": quote.url,
        "counts": quote.excluded.value or "counts",
        "side": market.side(quote),
        "moved": quote.moved.value,
        "change": quote.change_percent if quote.moved is not Moved.SAME else None,
        "stock": availability_words(quote.availability),
        "stocked": stocked(quote),
        "promo": "yes" if quote.promo_percent and quote.excluded in BELIEVED else "no",
        "seen": day(quote.seen) or "Never",
        "evidence": quote.site,
    }


def offers_href(**facets: str | tuple[str, ...]) -> str:
    """The list of offers, filtered: `counts="suspect"`."""
    return facet_href("prices/market.html", "offers", **facets)
