"""Who moved last night: prices and stock of watched offers, and of every other page."""

from decimal import Decimal

from crawler.records import Excluded, MarketTotal, Moved, PriceChange, QuoteRow
from reports.language import N_, _, count, ngettext, number, percent, spoken
from reports.model.night import Night
from reports.model.pages import MovesPage
from reports.model.parts import Column, Row, Table, Tile
from reports.model.prices.market import (
    MOVED_WORDS,
    availability_words,
    buyable,
    decimal,
    is_rival,
    product_hash,
    stocked,
    why_not,
)
from reports.model.prices.offers import WHOSE_WORDS
from reports.model.tabs import facet_href, price_tabs
from reports.model.words import day

STOCK_WORDS = {
    "out": (N_("Went out"), ""),
    "back": (N_("Came back"), ""),
    "": (N_("As before"), ""),
}


def moves_page(night: Night) -> MovesPage:
    """Build prices/moves.html."""
    return MovesPage(
        tabs=price_tabs(night),
        sentence=_sentence(night),
        tiles=_tiles(night),
        moves=moves_table(night),
        changes=price_changes(night),
    )


def _sentence(night: Night) -> str:
    total = night.market.total
    if not night.market.there:
        return night.nothing
    if not total.up and not total.down:
        return ngettext(
            "No competitor moved a watched price; {n} is as it was.",
            "No competitor moved a watched price; {n} are as they were.",
            total.unchanged,
        ).format(n=number(total.unchanged))
    stayed = ngettext("{n} is as it was.", "{n} are as they were.", total.unchanged).format(
        n=number(total.unchanged)
    )
    return f"{_moved_sentence(total)} {stayed}"


def _moved_sentence(total: MarketTotal) -> str:
    mean = decimal(total.mean_change_percent)
    if not mean:
        text = _("Competitors moved {prices}: {up} up and {down} down.")
    elif mean > 0:
        text = _("Competitors moved {prices}: {up} up and {down} down, {percent} up on average.")
    else:
        text = _("Competitors moved {prices}: {up} up and {down} down, {percent} down on average.")
    return text.format(
        prices=count(total.up + total.down, "price", "prices"),
        up=number(total.up),
        down=number(total.down),
        percent=percent(abs(mean) if mean else None),
    )


def _tiles(night: Night) -> tuple[Tile, ...]:
    if not night.market.there:
        return ()
    total = night.market.total
    return (
        Tile(_("Up"), number(total.up), _("competitors' prices"),
             moves_href(whose="competitor", moved="up")),
        Tile(_("Down"), number(total.down), _("competitors' prices"),
             moves_href(whose="competitor", moved="down"),
             tone="warning" if total.down else ""),
        Tile(_("Went out of stock"), number(total.went_out), _("at competitors"),
             moves_href(whose="competitor", stock="out")),
        Tile(_("Came back"), number(total.came_back), _("at competitors"),
             moves_href(whose="competitor", stock="back")),
    )  # fmt: skip


def moves_href(**facets: str | tuple[str, ...]) -> str:
    """The list of moves, filtered."""
    return facet_href("prices/moves.html", "moves", **facets)


def moves_table(night: Night) -> Table:
    """Watched offers whose price or stock is not what it was, the largest move first."""
    moved = [quote for quote in night.market.quotes if _moved(quote)]
    moved.sort(key=lambda q: (-abs(decimal(q.change_percent) or Decimal(0)), q.sku, q.site, q.url))
    names = {site.id: (site.name, "") for site in night.sites}
    return Table(
        id="moves",
        caption=_("Watched offers that moved"),
        columns=(
            Column("name", _("Product"), "product", with_column="hash"),
            Column("brand", _("Brand"), facet=True, hidden=True),
            Column("category", _("Category"), facet=True, hidden=True),
            Column("shop", _("Shop"), "label", True, names),
            Column("whose", _("Whose"), "label", True, spoken(WHOSE_WORDS), hidden=True),
            Column("moved", _("Price"), "label", True, spoken(MOVED_WORDS), hidden=True),
            Column("before", _("Before"), "money", with_column="currency"),
            Column("now", _("Now"), "price", with_column="currency"),
            Column("change", _("Change"), "delta_percent"),
            Column("stock", _("Stock"), "label", True, spoken(STOCK_WORDS)),
            Column("stock_now", _("Stock now"), hidden=True),
            Column("since", _("Price since")),
            Column("evidence", _("Why"), "evidence", with_column="hash"),
        ),
        rows=tuple(_row(night, quote) for quote in moved),
        empty=night.nothing
        if not night.market.there
        else _("No watched price and no stock moved."),
        export="moves",
    )


def _moved(quote: QuoteRow) -> bool:
    if quote.moved in (Moved.UP, Moved.DOWN, Moved.FIRST) or _stock(quote):
        return True
    return quote.excluded is Excluded.SUSPECT


def _stock(quote: QuoteRow) -> str:
    """out, back, or empty; what nobody said is no change."""
    now, before = stocked(quote), buyable(quote.before_availability)
    if not now or before is None or (now == "in") == before:
        return ""
    return "out" if before else "back"


def _row(night: Night, quote: QuoteRow) -> Row:
    row = night.market.row_of.get(quote.sku)
    return {
        "name": row.name if row else quote.name or quote.sku,
        "sku": quote.sku,
        "hash": product_hash(quote.sku),
        "brand": row.brand if row else "",
        "category": row.category if row else "",
        "shop": quote.site,
        "whose": "competitor" if is_rival(quote) else "own",
        "moved": quote.moved.value,
        "before": quote.before,
        "now": quote.price,
        "now_note": why_not(quote),
        "now_url": quote.url,
        "currency": quote.currency,
        "change": quote.change_percent if quote.moved is not Moved.SAME else None,
        "change_note": _(MOVED_WORDS[quote.moved.value][0]) if quote.moved is Moved.FIRST else "",
        "stock": _stock(quote),
        "stock_now": availability_words(quote.availability),
        "since": day(quote.since),
        "evidence": quote.site,
    }


def price_changes(night: Night) -> Table:
    """Prices and stock that differ from the last ones known, on any page."""
    changes = night.diff.prices if night.diff else ()
    ordered = sorted(changes, key=lambda c: (c.site != night.own, c.site, c.name or "", c.url))
    return Table(
        id="price-changes",
        caption=_("Prices and stock that changed on any page"),
        columns=(
            Column("name", _("Product"), "page", with_column="page", wide=True),
            Column("site", _("Shop"), facet=True),
            Column("before", _("Price before"), "money", with_column="currency"),
            Column("now", _("Price now"), "money", with_column="currency"),
            Column("percent", _("Change in %"), "delta_percent"),
            Column("stock_before", _("Stock before")),
            Column("stock_now", _("Stock now"), facet=True),
            Column("since", _("Old price since")),
        ),
        rows=tuple(_change_row(night, change) for change in ordered),
        empty=_("No price and no stock changed.")
        if night.diff
        else _("Nothing to compare with yet."),
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
