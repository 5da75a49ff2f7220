"""The first price page: where the own shop stands in its market."""

from decimal import Decimal

from crawler.records import Excluded, MarketRow, MarketTotal, Moved, QuoteRow
from reports.charts.market import market_chart
from reports.charts.position import position_chart
from reports.language import count, money
from reports.model.frames import index_frame, market_frame
from reports.model.market import (
    CONFIDENCE_WORDS,
    INDEX_FORMULA,
    POSITION_WORDS,
    availability_words,
    decimal,
    is_rival,
    percent_words,
    position,
    product_hash,
    why_not,
)
from reports.model.night import Night
from reports.model.offers import offers_href
from reports.model.pages import PricesPage
from reports.model.parts import Column, Item, Row, Table, Tile
from reports.model.tabs import facet_href, price_tabs
from reports.model.words import clip, share

MOVERS = 6
"""Lines of the list of moves; it links to all."""


def prices_page(night: Night) -> PricesPage:
    """Build prices.html."""
    market = night.market
    trend = index_frame(night)
    name = night.site_name(night.own)
    nights = trend["day"].nunique()
    movers = largest_moves(night)
    return PricesPage(
        tabs=price_tabs(night),
        sentence=price_sentence(night),
        tiles=_tiles(night, market.total),
        formula=INDEX_FORMULA,
        there=market.there,
        movers=tuple(_mover(night, quote) for quote in movers),
        movers_empty="Nothing to compare with: this is the first night." if night.first_night
        else "No watched price moved.",
        trend_note="" if nights > 1 or not market.there else
        "The index over time is drawn from the second night on.",
        trend=position_chart(trend, name),
        charts=market_chart(market_frame(night), name),
        products=products_table(night),
    )  # fmt: skip


def price_sentence(night: Night) -> str:
    """Where the own shop stands, in plain words."""
    market, total = night.market, night.market.total
    if not market.there:
        return night.nothing
    if not total.compared:
        number = count(total.products, "product is", "products are")
        return f"{number} watched; none could be compared tonight."
    name = night.site_name(night.own)
    place = _place(decimal(total.index))
    return (
        f"{name} has or shares the lowest price on {total.first:,} of "
        f"{count(total.compared, 'product', 'products')} compared and is undercut on {total.cheaper:,}; "
        f"{place}."
    )


def _place(index: Decimal | None) -> str:
    if index is None:
        return "there is no index tonight"
    if index == 100:
        return "on average it asks what the market asks"
    word = "above" if index > 100 else "below"
    return f"on average it asks {abs(index - 100)} % {word} the market"


def _tiles(night: Night, total: MarketTotal) -> tuple[Tile, ...]:
    if not night.market.there:
        return ()
    covered = share(total.compared, total.products)
    moved = total.up + total.down
    return (
        Tile("Compared", f"{total.compared:,}", f"of {total.products:,} watched"
             + (f", {covered:g} %" if covered is not None else ""),
             products_href("first", "shared", "undercut")),
        Tile("Price index", total.index or "–", index_note(night),
             "prices.html#products.sort=-index"),
        Tile("First place", f"{total.first:,}", f"{total.equal:,} of them shared",
             products_href("first", "shared"), tone="good" if total.first else ""),
        Tile("Undercut", f"{total.cheaper:,}", "a competitor asks less",
             products_href("undercut"), tone="warning" if total.cheaper else ""),
        Tile("Moved", f"{moved:,}", f"{total.up:,} up, {total.down:,} down",
             offers_href(whose="competitor", moved=("up", "down"))),
        Tile("Out of stock", f"{total.out_of_stock:,}", "offers of competitors",
             offers_href(whose="competitor", stocked="out")),
        Tile("Not seen", f"{total.missing:,}", "offers of competitors",
             offers_href(whose="competitor", counts="not_seen"),
             tone="notice" if total.missing else ""),
    )  # fmt: skip


def index_note(night: Night) -> str:
    """What the index was on the night before, or what 100 is."""
    before = [
        line.value
        for line in night.history.market
        if line.run < night.manifest.run and line.scope == "all" and line.measure == "index"
    ]
    last = before[-1] if before else ""
    return f"{last} the night before" if last else "100 is the market's average"


def products_href(*positions: str) -> str:
    """The list of watched products in these positions."""
    return facet_href("prices.html", "products", position=positions)


def largest_moves(night: Night) -> list[QuoteRow]:
    """Competitors' moves of last night, those that count first, then the largest."""
    moved = [
        quote
        for quote in night.market.quotes
        if is_rival(quote) and quote.moved in (Moved.UP, Moved.DOWN)
    ]
    moved.sort(key=_largest)
    return moved[:MOVERS]


def _largest(quote: QuoteRow) -> tuple[bool, Decimal, str, str]:
    change = decimal(quote.change_percent) or Decimal(0)
    return (quote.excluded is not Excluded.NO, -abs(change), quote.sku, quote.site)


def _mover(night: Night, quote: QuoteRow) -> Item:
    row = night.market.row_of.get(quote.sku)
    name = row.name if row else quote.name or quote.sku
    word = "raised" if quote.moved is Moved.UP else "lowered"
    return Item(
        text=f"{night.site_name(quote.site)} {word} {clip(name, 60)}",
        detail=f"{money(quote.before, quote.currency)} → "
        f"{money(quote.price, quote.currency)}"
        + (f"; {why_not(quote).lower()}, does not count" if why_not(quote) else ""),
        href=f"product.html#p={product_hash(quote.sku)}",
        tone="" if why_not(quote) else "notice" if quote.moved is Moved.UP else "warning",
        note=percent_words(quote.change_percent),
    )


def products_table(night: Night) -> Table:
    """One row a watched product, the most undercut first."""
    market = night.market
    columns = (
        Column("name", "Product", "product", with_column="hash"),
        Column("brand", "Brand", facet=True, hidden=True),
        Column("category", "Category", facet=True, hidden=True),
        Column("position", "Position", "tag", True, POSITION_WORDS),
        Column("own", "Your price", "price", with_column="currency"),
        Column("lowest", "Lowest rival", "price", with_column="currency"),
        Column("gap", "Against lowest", "signed_money", with_column="currency",
               help="Your price minus the lowest price of a competitor that counts"),
        Column("average", "Average", "money", with_column="currency", hidden=True),
        Column("index", "Index", "number", help=f"Price index: {INDEX_FORMULA}"),
        Column("rank", "Rank", "number", help="1 is the cheapest; the own shop is counted"),
        Column("cheapest", "Cheapest", hidden=True),
        Column("rival", "Lowest rival", "label", True, {"": ("None", "")}, hidden=True),
        Column("room", "Room to raise", "money", with_column="currency", hidden=True),
        Column("margin", "Margin in %", "number", hidden=True),
        Column("confidence", "Your price is", "tag", False, CONFIDENCE_WORDS, hidden=True),
    )  # fmt: skip
    return Table(
        id="products",
        caption="Watched products, the most undercut first",
        columns=columns,
        rows=tuple(_row(night, row) for row in sorted(market.rows, key=undercut_most)),
        empty=night.nothing if not market.there else "No product is watched yet.",
        export="products",
    )


def undercut_most(row: MarketRow) -> tuple[bool, Decimal, str, str]:
    """Order of the watched products: the most undercut first, those not compared last."""
    percent = decimal(row.gap_cheapest_percent)
    return (percent is None, -(percent or Decimal(0)), row.name.casefold(), row.sku)


def _row(night: Night, row: MarketRow) -> Row:
    own = next((q for q in night.market.by_sku.get(row.sku, ()) if not is_rival(q)), None)
    names = ", ".join(night.site_name(site) for site in row.cheapest)
    rivals = [
        night.site_name(quote.site)
        for quote in night.market.by_sku.get(row.sku, ())
        if is_rival(quote) and quote.excluded is Excluded.NO and row.lowest
        and decimal(quote.amount) == decimal(row.lowest)
    ]  # fmt: skip
    note = own_note(own)
    return {
        "name": row.name,
        "sku": row.sku,
        "hash": product_hash(row.sku),
        "brand": row.brand,
        "category": row.category,
        "position": position(row),
        "own": row.price,
        "own_note": note,
        "own_url": row.url,
        "currency": row.currency,
        "lowest": row.lowest,
        "lowest_note": ", ".join(rivals) if row.lowest else POSITION_WORDS[position(row)][0],
        "gap": row.gap_cheapest,
        "gap_note": percent_words(row.gap_cheapest_percent),
        "average": row.average,
        "index": row.index,
        "index_note": f"was {row.index_before}"
        if row.index_before and row.index and row.index_before != row.index else "",
        "rank": row.rank,
        "rank_note": _rank_note(row),
        "cheapest": names,
        "rival": ", ".join(rivals),
        "room": row.gap_next,
        "margin": row.margin_percent,
        "confidence": own.confidence if own else "unknown",
    }  # fmt: skip


def own_note(own: QuoteRow | None) -> str:
    """What to know about the own price; empty where all is well."""
    if own is None:
        return "Not seen tonight"
    notes = [why_not(own)]
    if own.confidence == "conflicting":
        notes.append("Sources disagree")
    if own.below_floor:
        notes.append("Below MAP")
    if own.above_ceiling:
        notes.append("Above RRP")
    if not notes[0] and own.availability not in (None, "InStock"):
        notes.append(availability_words(own.availability))
    return ", ".join(note for note in notes if note)


def _rank_note(row: MarketRow) -> str:
    if row.rank is None or row.of is None:
        return ""
    moved = f", was {row.rank_before}" if row.rank_before not in (None, row.rank) else ""
    return f"of {row.of}{moved}"
