"""The first price page: where the own shop stands in its market."""

from decimal import Decimal

from crawler.records import Excluded, MarketRow, MarketTotal, Moved, QuoteRow
from reports.charts.market import market_chart
from reports.charts.position import position_chart
from reports.language import _, count, money, ngettext, number, percent, spoken
from reports.model.frames import index_frame, market_frame
from reports.model.night import Night
from reports.model.pages import PricesPage
from reports.model.parts import Column, Item, Row, Table, Tile
from reports.model.prices.market import (
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
from reports.model.prices.offers import offers_href
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
        formula=_(INDEX_FORMULA),
        there=market.there,
        movers=tuple(_mover(night, quote) for quote in movers),
        movers_empty=_("Nothing to compare with: this is the first night.") if night.first_night
        else _("No watched price moved."),
        trend_note="" if nights > 1 or not market.there else
        _("The index over time is drawn from the second night on."),
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
        return ngettext(
            "{n} product is watched; none could be compared tonight.",
            "{n} products are watched; none could be compared tonight.",
            total.products,
        ).format(n=number(total.products))
    index = decimal(total.index)
    return _place(index).format(
        shop=night.site_name(night.own),
        first=number(total.first),
        products=count(total.compared, "product", "products"),
        cheaper=number(total.cheaper),
        percent=percent(abs(index - 100) if index is not None else None),
    )


def _place(index: Decimal | None) -> str:
    """The whole sentence, with its names still open."""
    if index is None:
        return _(
            "{shop} has or shares the lowest price on {first} of {products} compared and is "
            "undercut on {cheaper}; there is no index tonight."
        )
    if index == 100:
        return _(
            "{shop} has or shares the lowest price on {first} of {products} compared and is "
            "undercut on {cheaper}; on average it asks what the market asks."
        )
    if index > 100:
        return _(
            "{shop} has or shares the lowest price on {first} of {products} compared and is "
            "undercut on {cheaper}; on average it asks {percent} above the market."
        )
    return _(
        "{shop} has or shares the lowest price on {first} of {products} compared and is "
        "undercut on {cheaper}; on average it asks {percent} below the market."
    )


def _tiles(night: Night, total: MarketTotal) -> tuple[Tile, ...]:
    if not night.market.there:
        return ()
    covered = share(total.compared, total.products)
    moved = total.up + total.down
    return (
        Tile(_("Compared"), number(total.compared),
             _("of {n} watched").format(n=number(total.products)) if covered is None
             else _("of {n} watched, {percent}").format(
                 n=number(total.products), percent=percent(covered)),
             products_href("first", "shared", "undercut")),
        Tile(_("Price index"), number(total.index), index_note(night),
             "prices.html#products.sort=-index"),
        Tile(_("First place"), number(total.first),
             _("{n} of them shared").format(n=number(total.equal)),
             products_href("first", "shared"), tone="good" if total.first else ""),
        Tile(_("Undercut"), number(total.cheaper), _("a competitor asks less"),
             products_href("undercut"), tone="warning" if total.cheaper else ""),
        Tile(_("Moved"), number(moved),
             _("{up} up, {down} down").format(up=number(total.up), down=number(total.down)),
             offers_href(whose="competitor", moved=("up", "down"))),
        Tile(_("Out of stock"), number(total.out_of_stock), _("offers of competitors"),
             offers_href(whose="competitor", stocked="out")),
        Tile(_("Not seen"), number(total.missing), _("offers of competitors"),
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
    if last:
        return _("{index} the night before").format(index=number(last))
    return _("100 is the market's average")


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
    did = _("{shop} raised {product}") if quote.moved is Moved.UP else _("{shop} lowered {product}")
    why = why_not(quote)
    detail = _("{before} → {now}; does not count: {reason}") if why else "{before} → {now}"
    return Item(
        text=did.format(shop=night.site_name(quote.site), product=clip(name, 60)),
        detail=detail.format(
            before=money(quote.before, quote.currency),
            now=money(quote.price, quote.currency),
            reason=why,
        ),
        href=f"product.html#p={product_hash(quote.sku)}",
        tone="" if why_not(quote) else "notice" if quote.moved is Moved.UP else "warning",
        note=percent_words(quote.change_percent),
    )


def products_table(night: Night) -> Table:
    """One row a watched product, the most undercut first."""
    market = night.market
    columns = (
        Column("name", _("Product"), "product", with_column="hash"),
        Column("brand", _("Brand"), facet=True, hidden=True),
        Column("category", _("Category"), facet=True, hidden=True),
        Column("position", _("Position"), "tag", True, spoken(POSITION_WORDS)),
        Column("own", _("Your price"), "price", with_column="currency"),
        Column("lowest", _("Lowest rival"), "price", with_column="currency"),
        Column("gap", _("Against lowest"), "signed_money", with_column="currency",
               help=_("Your price minus the lowest price of a competitor that counts")),
        Column("average", _("Average"), "money", with_column="currency", hidden=True),
        Column("index", _("Index"), "number",
               help=_("Price index: {formula}").format(formula=_(INDEX_FORMULA))),
        Column("rank", _("Rank"), "number", help=_("1 is the cheapest; the own shop is counted")),
        Column("cheapest", _("Cheapest"), hidden=True),
        Column("rival", _("Lowest rival"), "label", True, {"": (_("None"), "")}, hidden=True),
        Column("room", _("Room to raise"), "money", with_column="currency", hidden=True),
        Column("margin", _("Margin in %"), "number", hidden=True),
        Column("confidence", _("Your price is"), "tag", False, spoken(CONFIDENCE_WORDS),
               hidden=True),
    )  # fmt: skip
    return Table(
        id="products",
        caption=_("Watched products, the most undercut first"),
        columns=columns,
        rows=tuple(_row(night, row) for row in sorted(market.rows, key=undercut_most)),
        empty=night.nothing if not market.there else _("No product is watched yet."),
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
        "lowest_note": ", ".join(rivals) if row.lowest else _(POSITION_WORDS[position(row)][0]),
        "gap": row.gap_cheapest,
        "gap_note": percent_words(row.gap_cheapest_percent),
        "average": row.average,
        "index": row.index,
        "index_note": _("was {n}").format(n=number(row.index_before))
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
        return _("Not seen tonight")
    notes = [why_not(own)]
    if own.confidence == "conflicting":
        notes.append(_("Sources disagree"))
    if own.below_floor:
        notes.append(_("Below MAP"))
    if own.above_ceiling:
        notes.append(_("Above RRP"))
    if not notes[0] and own.availability not in (None, "InStock"):
        notes.append(availability_words(own.availability))
    return ", ".join(note for note in notes if note)


def _rank_note(row: MarketRow) -> str:
    if row.rank is None or row.of is None:
        return ""
    if row.rank_before in (None, row.rank):
        return _("of {n}").format(n=number(row.of))
    return _("of {n}, was {before}").format(n=number(row.of), before=number(row.rank_before))
