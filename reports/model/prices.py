"""The prices page: watched products, their market, and what changed."""

from decimal import Decimal

from crawler.records import PriceChange, Role
from reports.charts.market import market_chart
from reports.model.frames import market_frame
from reports.model.market import INDEX_FORMULA, Product, Quote, availability_words, products
from reports.model.night import Night
from reports.model.pages import PricesPage
from reports.model.parts import Column, Row, Table, Tile
from reports.model.truth import lists_table, truth_sentence, truth_table
from reports.model.words import count, day


def prices_page(night: Night) -> PricesPage:
    """Build the prices page."""
    watched = products(night)
    compared = [product for product in watched if product.index is not None]
    changes = price_changes(night)
    truth = truth_table(night)
    return PricesPage(
        sentence=_sentence(night, watched, compared),
        tiles=_tiles(night, watched, compared, changes.total),
        formula=INDEX_FORMULA,
        products=_table(night, watched),
        charts=market_chart(market_frame(night, compared), night.site_name(night.own)),
        changes=changes,
        truth_sentence=truth_sentence(truth),
        truth=truth,
        lists=lists_table(night),
    )


def average_index(compared: list[Product]) -> Decimal | None:
    """Mean of the products' indices, one decimal. None: nothing was compared."""
    indices = [product.index for product in compared if product.index is not None]
    return round(sum(indices, Decimal(0)) / len(indices), 1) if indices else None


def _sentence(night: Night, watched: tuple[Product, ...], compared: list[Product]) -> str:
    if not watched:
        return "No product is watched yet: list yours in products.csv and name it in the settings."
    if not compared:
        number = count(len(watched), "product is", "products are")
        return f"{number} watched; none could be compared tonight."
    cheapest = sum(product.cheapest == night.own for product in compared)
    dearer = sum(product.cheapest not in (night.own, "same") for product in compared)
    index = average_index(compared)
    return (
        f"{night.site_name(night.own)} is the cheapest for {cheapest} and undercut on {dearer} of "
        f"{count(len(compared), 'product')} compared; on average it stands at {index} % of the "
        f"market's price."
    )


def _tiles(
    night: Night, watched: tuple[Product, ...], compared: list[Product], changed: int
) -> tuple[Tile, ...]:
    cheapest = sum(product.cheapest == night.own for product in compared)
    undercut = sum(product.cheapest not in (night.own, "same") for product in compared)
    index = average_index(compared)
    return (
        Tile("Products compared", str(len(compared)), f"of {len(watched)} watched"),
        Tile("You are cheapest", str(cheapest), "", tone="good" if cheapest else ""),
        Tile("You are undercut", str(undercut), "", tone="warning" if undercut else ""),
        Tile("Price index", "–" if index is None else str(index), "100 is the market's average"),
        Tile("Changes tonight", str(changed), "prices and stock", "#price-changes"),
    )


def _table(night: Night, watched: tuple[Product, ...]) -> Table:
    rivals = [site for site in night.sites if site.role is not Role.OWN]
    own_name = night.site_name(night.own)
    names = {site.id: (site.name, "") for site in night.sites}
    names[night.own] = (own_name, "good")
    names |= {"same": ("Same price", "notice"), "": ("Not compared", "muted")}
    columns = (
        Column("name", "Product", "page", with_column="page", wide=True),
        Column("own", own_name, "price", with_column="currency"),
        *(
            Column(f"at_{site.id}", site.name, "price", with_column=f"at_{site.id}_currency")
            for site in rivals
        ),
        Column("difference", "Against cheapest", "signed_money", with_column="currency"),
        Column("index", "Index", "number", help=f"Price index: {INDEX_FORMULA}"),
        Column("cheapest", "Cheapest", "tag", True, names),
        Column("stock", "Own stock", facet=True),
        Column("confidence", "Own price is", "tag", True, CONFIDENCE_WORDS),
        Column("trend", "Own price so far", "spark"),
    )
    order = sorted(watched, key=_undercut_most)
    return Table(
        id="products",
        caption="Watched products, the most undercut first",
        columns=columns,
        rows=tuple(_row(night, product, [site.id for site in rivals]) for product in order),
        empty="No product is watched yet.",
        export="prices",
    )


CONFIDENCE_WORDS = {
    "confirmed": ("Confirmed", "good"),
    "single": ("One source", "notice"),
    "conflicting": ("Sources disagree", "warning"),
    "unknown": ("Unknown", "muted"),
}


def _undercut_most(product: Product) -> tuple[bool, Decimal, str, str]:
    percent = product.difference_percent
    return (percent is None, -(percent or Decimal(0)), product.name.casefold(), product.sku)


def _row(night: Night, product: Product, rivals: list[str]) -> Row:
    own = product.own
    row: dict[str, object] = {
        "name": product.name,
        "sku": product.sku,
        "page": night.hash_of(own.offer.site, own.offer.url) if own else "",
        "name_url": own.offer.url if own else "",
        "difference": _text(product.difference),
        "difference_percent": _text(product.difference_percent),
        "difference_note": _percent(product.difference_percent),
        "index": _text(product.index),
        "cheapest": product.cheapest,
        "stock": availability_words(own.offer.availability) if own else "",
        "confidence": own.offer.confidence if own else "unknown",
        "trend": _trend(night, own),
        "currency": own.currency if own else None,
        **_cell("own", own),
    }
    quotes = dict(product.rivals)
    for site in rivals:
        row |= _cell(f"at_{site}", quotes.get(site))
    return row


def _cell(name: str, quote: Quote | None) -> dict[str, object]:
    if quote is None:
        return {name: None, f"{name}_currency": None, f"{name}_note": "Not sold there",
                f"{name}_url": ""}  # fmt: skip
    return {
        name: _text(quote.price),
        f"{name}_currency": quote.currency,
        f"{name}_note": quote.note,
        f"{name}_url": quote.offer.url,
    }


def _trend(night: Night, own: Quote | None) -> str:
    if own is None:
        return ""
    seen = [
        line.price
        for line in night.history.prices
        if line.site == own.offer.site and line.url == own.offer.url and line.price
    ]
    return ",".join(seen[-30:])


def _percent(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{'+' if value > 0 else '−' if value < 0 else '±'}{abs(value)} %"


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def price_changes(night: Night) -> Table:
    """Prices and stock that differ from the last ones known."""
    changes = night.diff.prices if night.diff else ()
    ordered = sorted(changes, key=lambda c: (c.site != night.own, c.site, c.name or "", c.url))
    return Table(
        id="price-changes",
        caption="Prices and stock that changed",
        columns=(
            Column("name", "Product", "page", with_column="page", wide=True),
            Column("site", "Shop", facet=True),
            Column("before", "Price before", "money", with_column="currency"),
            Column("now", "Price now", "money", with_column="currency"),
            Column("percent", "Change in %", "delta_percent"),
            Column("stock_before", "Stock before"),
            Column("stock_now", "Stock now", facet=True),
            Column("since", "Old price since"),
        ),
        rows=tuple(_change_row(night, change) for change in ordered),
        empty="No price and no stock changed." if night.diff else "Nothing to compare with yet.",
        export="price-changes",
    )


def _change_row(night: Night, change: PriceChange) -> Row:
    percent = None
    if change.before and change.now and Decimal(change.before):
        before, now = Decimal(change.before), Decimal(change.now)
        percent = str(round((now - before) / before * 100, 1))
    return {
        "name": change.name or change.sku or change.url,
        "name_url": change.url,
        "page": night.hash_of(change.site, change.url),
        "site": night.site_name(change.site),
        "before": change.before,
        "now": change.now,
        "currency": change.currency,
        "percent": percent,
        "stock_before": availability_words(change.availability_before),
        "stock_now": availability_words(change.availability_now),
        "since": day(change.since),
    }
