"""Every offer of the watched products: a matrix of products and shops, and a list of offers."""

from decimal import ROUND_HALF_UP, Decimal

from crawler.records import Excluded, MarketRow, Moved, QuoteRow, Role
from reports.language import N_, _, count, money, ngettext, number, percent, spoken
from reports.model.night import Night
from reports.model.pages import MatrixPage
from reports.model.parts import Column, Row, Table
from reports.model.prices.market import (
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
from reports.model.tabs import facet_href, price_tabs
from reports.model.words import day

COUNT_WORDS = {"counts": EXCLUDED_WORDS[""]} | {k: v for k, v in EXCLUDED_WORDS.items() if k}
WHOSE_WORDS = {"own": (N_("You"), ""), "competitor": (N_("Competitors"), "")}
STOCKED_WORDS = {
    "in": (N_("In stock"), ""),
    "out": (N_("Out of stock"), ""),
    "": (N_("Not known"), ""),
}
PROMO_WORDS = {"yes": (N_("With a struck price"), ""), "no": (N_("Without"), "")}


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
    alone = [
        site.name
        for site in night.sites
        if site.role is not Role.OWN and site.id not in market.rivals
    ]
    counting = sum(quote.excluded is Excluded.NO for quote in theirs)
    sentence = ngettext(
        "{products}, {shops}: {n} of {offers} counts tonight, and each of the others says why not.",
        "{products}, {shops}: {n} of {offers} count tonight, and each of the others says why not.",
        counting,
    ).format(
        products=count(len(market.rows), "watched product", "watched products"),
        shops=count(len(market.rivals), "competitor", "competitors"),
        n=number(counting),
        offers=count(len(theirs), "paired offer", "paired offers"),
    )
    if alone:
        sentence += " " + _("No pair is known in {shops}.").format(shops=", ".join(alone))
    return sentence


def matrix_table(night: Night) -> Table:
    """One row a product, one column a shop; a cell opens its evidence."""
    market = night.market
    shops = (night.own, *market.rivals)
    columns = (
        Column("name", _("Product"), "product", with_column="hash", wide=True),
        Column("brand", _("Brand"), facet=True, hidden=True),
        Column("category", _("Category"), facet=True, hidden=True),
        Column(
            f"at_{night.own}",
            _("{shop} (you)").format(shop=night.site_name(night.own)),
            "offer",
            with_column="hash",
        ),
        *(
            Column(f"at_{site}", night.site_name(site), "offer", with_column="hash", pick=True)
            for site in market.rivals
        ),
    )
    order = sorted(market.rows, key=lambda row: (row.name.casefold(), row.sku))
    return Table(
        id="matrix",
        caption=_("Products by shop"),
        columns=columns,
        rows=tuple(_matrix_row(night, row, shops) for row in order),
        empty=night.nothing if not market.there else _("No product is watched yet."),
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
        f"{name}_text": shown or why or _("No price"),
        f"{name}_note": (why if shown else "") or _against(quote, row, night.market.side(quote)),
        f"{name}_side": "idle" if why else night.market.side(quote),
    }


def _against(quote: QuoteRow, row: MarketRow, which: str) -> str:
    """`8.7 % cheaper`: a reading aid beside the price, of the two prices that the table holds."""
    amount, own = decimal(quote.amount), decimal(row.price)
    if which in ("", "own") or amount is None or not own:
        return ""
    if which == "same":
        return _("same price")
    share = percent((abs(amount - own) / own * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))
    words = _("{percent} cheaper") if which == "cheaper" else _("{percent} dearer")
    return words.format(percent=share)


def offers_table(night: Night) -> Table:
    """One row a product and shop, the own shop's included; every number of the totals is a
    filter of it."""
    market = night.market
    names = {site.id: (site.name, "") for site in night.sites}
    columns = (
        Column("name", _("Product"), "product", with_column="hash"),
        Column("brand", _("Brand"), facet=True, hidden=True),
        Column("category", _("Category"), facet=True, hidden=True),
        Column("shop", _("Shop"), "label", True, names),
        Column("whose", _("Whose"), "label", True, spoken(WHOSE_WORDS), hidden=True),
        Column("price", _("Price"), "price", with_column="currency"),
        Column("counts", _("Counts?"), "tag", True, spoken(COUNT_WORDS)),
        Column("side", _("Against yours"), "label", True, spoken(SIDE_WORDS)),
        Column("moved", _("Moved"), "label", True, spoken(MOVED_WORDS), hidden=True),
        Column("change", _("Change"), "delta_percent"),
        Column("stock", _("Stock"), hidden=True),
        Column("stocked", _("Can deliver"), "label", True, spoken(STOCKED_WORDS), hidden=True),
        Column("promo", _("Promotion"), "label", True, spoken(PROMO_WORDS), hidden=True),
        Column("seen", _("Last seen")),
        Column("evidence", _("Why"), "evidence", with_column="hash"),
    )
    return Table(
        id="offers",
        caption=_("Every offer"),
        columns=columns,
        rows=tuple(offer_row(night, quote) for quote in market.quotes),
        empty=night.nothing if not market.there else _("There is no pair yet."),
        export="offers",
        shown=25,
    )


def offer_row(night: Night, quote: QuoteRow) -> Row:
    """A quote as tables show it."""
    market = night.market
    row = market.row_of.get(quote.sku)
    notes = []
    if quote.price and quote.rate and row:
        notes.append(
            _("{amount} at {rate}").format(
                amount=money(quote.amount, row.currency), rate=number(quote.rate)
            )
        )
    if quote.list_price:
        notes.append(_("struck {price}").format(price=money(quote.list_price, quote.currency)))
    note = ", ".join(notes)
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
        "seen": day(quote.seen) or _("Never"),
        "evidence": quote.site,
    }


def offers_href(**facets: str | tuple[str, ...]) -> str:
    """The list of offers, filtered: `counts="suspect"`."""
    return facet_href("prices/market.html", "offers", **facets)
