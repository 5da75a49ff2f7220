"""Price rules: lowest and highest prices of the makers, and announced reductions."""

from crawler.records import Excluded, MarketRow, OmnibusRow, OmnibusState, QuoteRow, Role
from reports.language import count, money
from reports.model.market import is_rival, product_hash, why_not
from reports.model.night import Night
from reports.model.offers import WHOSE_WORDS
from reports.model.pages import RulesPage
from reports.model.parts import Column, Row, Table, Tile
from reports.model.tabs import facet_href, price_tabs

VERDICT_WORDS = {
    "below": ("Below MAP", "error"),
    "above": ("Above RRP", "warning"),
    "unknown": ("Not known", "muted"),
    "within": ("Within", "good"),
}
REDUCTION_WORDS: dict[str, tuple[str, str]] = {
    OmnibusState.TOO_HIGH.value: ("Overstated", "error"),
    OmnibusState.TOO_SHORT.value: ("Too few days", "muted"),
    OmnibusState.FAIR.value: ("Holds", "good"),
    OmnibusState.NO_REDUCTION.value: ("No reduction", "muted"),
    "aid_too_high": ("Aid: looks overstated", "notice"),
    "aid_too_short": ("Aid: too few days", "muted"),
    "aid_fair": ("Aid: looks fair", "muted"),
    "aid_no_reduction": ("Aid: no reduction", "muted"),
}
"""Of competitors a verdict is a reading aid only, and says so."""
AID = "Reading aid only: what this shop asked on days when nobody looked is not known."


def rules_page(night: Night) -> RulesPage:
    """Build prices/rules.html."""
    limits, reductions = limits_table(night), omnibus_table(night)
    return RulesPage(
        tabs=price_tabs(night),
        sentence=_sentence(night, limits, reductions),
        tiles=_tiles(night, limits, reductions),
        limits=limits,
        omnibus=reductions,
    )


def _sentence(night: Night, limits: Table, reductions: Table) -> str:
    if not night.market.there:
        return night.nothing
    below, above = _number(limits, "below"), _number(limits, "above")
    own = sum(row["state"] == OmnibusState.TOO_HIGH.value for row in reductions.rows)
    first = (
        f"{count(below, 'offer', 'offers')} below MAP and {above:,} above RRP"
        if limits.rows
        else "No watched product has a MAP or RRP in products.csv"
    )
    second = (
        f"{count(own, 'announced reduction', 'announced reductions')} of yours "
        f"{'is' if own == 1 else 'are'} larger than the last 30 days allow"
        if own
        else "no announced reduction of yours is known to be overstated"
    )
    short = sum(row["state"] == OmnibusState.TOO_SHORT.value for row in reductions.rows)
    third = f"; too few days are known to judge {short:,} more" if short else ""
    return f"{first}; {second}{third}."


def _tiles(night: Night, limits: Table, reductions: Table) -> tuple[Tile, ...]:
    if not night.market.there:
        return ()
    tiles = []
    for verdict in ("below", "above", "unknown"):
        label, tone = VERDICT_WORDS[verdict]
        number = _number(limits, verdict)
        label = label if verdict != "unknown" else "Price not known"
        tiles.append(Tile(label, f"{number:,}", "offers with a MAP or RRP",
                          facet_href("prices/rules.html", "limits", verdict=verdict),
                          tone if number and tone != "muted" else ""))  # fmt: skip
    for state in (OmnibusState.TOO_HIGH, OmnibusState.TOO_SHORT, OmnibusState.FAIR):
        label, tone = REDUCTION_WORDS[state.value]
        number = sum(row["state"] == state.value for row in reductions.rows)
        tiles.append(Tile(label, f"{number:,}", "your reductions",
                          facet_href("prices/rules.html", "omnibus", state=state.value),
                          tone if number and tone == "error" else ""))  # fmt: skip
    return tuple(tiles)


def _number(table: Table, verdict: str) -> int:
    return sum(row["verdict"] == verdict for row in table.rows)


def limits_table(night: Night) -> Table:
    """Every offer of a product with a MAP or RRP, what breaks one first."""
    market = night.market
    limited = {row.sku: row for row in market.rows if row.floor or row.ceiling}
    order = list(VERDICT_WORDS)
    rows = [
        _limit_row(night, quote, limited[quote.sku])
        for quote in market.quotes
        if quote.sku in limited
    ]
    rows.sort(key=lambda row: (order.index(str(row["verdict"])), str(row["name"]).casefold(),
                               row["whose"] != Role.OWN.value, str(row["shop"])))  # fmt: skip
    names = {site.id: (site.name, "") for site in night.sites}
    return Table(
        id="limits",
        caption="MAP and RRP",
        columns=(
            Column("name", "Product", "product", with_column="hash", wide=True),
            Column("brand", "Brand", facet=True, hidden=True),
            Column("category", "Category", facet=True, hidden=True),
            Column("shop", "Shop", "label", True, names),
            Column("whose", "Whose", "label", True, WHOSE_WORDS, hidden=True),
            Column("verdict", "Verdict", "tag", True, VERDICT_WORDS),
            Column("amount", "Price", "price", with_column="currency"),
            Column("floor", "MAP", "money", with_column="currency",
                   help="Lowest price that may be advertised, from products.csv"),
            Column("ceiling", "RRP", "money", with_column="currency",
                   help="Recommended price, from products.csv"),
            Column("evidence", "Why", "evidence", with_column="hash"),
        ),
        rows=tuple(rows),
        empty=night.nothing if not market.there
        else "No watched product has a MAP or RRP: name them in products.csv.",
        export="map-and-rrp",
    )  # fmt: skip


def _limit_row(night: Night, quote: QuoteRow, row: MarketRow) -> Row:
    known = quote.amount is not None
    verdict = "within" if known else "unknown"
    if quote.above_ceiling:
        verdict = "above"
    if quote.below_floor:
        verdict = "below"
    if verdict == "within" and quote.excluded in (Excluded.SUSPECT, Excluded.STALE):
        verdict = "unknown"
    return {
        "name": row.name,
        "sku": quote.sku,
        "hash": product_hash(quote.sku),
        "brand": row.brand,
        "category": row.category,
        "shop": quote.site,
        "whose": Role.COMPETITOR.value if is_rival(quote) else Role.OWN.value,
        "verdict": verdict,
        "amount": quote.amount,
        "amount_note": why_not(quote),
        "amount_url": quote.url,
        "currency": row.currency,
        "floor": row.floor,
        "ceiling": row.ceiling,
        "evidence": quote.site,
    }


def omnibus_table(night: Night) -> Table:
    """Announced reductions, the own shop's first, with the calculation in words."""
    order = sorted(OmnibusState, key=lambda state: list(REDUCTION_WORDS).index(state.value))
    rows = sorted(
        night.market.omnibus,
        key=lambda r: (r.role != Role.OWN.value, order.index(r.state), r.name, r.sku, r.site),
    )
    names = {site.id: (site.name, "") for site in night.sites}
    return Table(
        id="omnibus",
        caption="Announced reductions against the 30 days before",
        columns=(
            Column("name", "Product", "product", with_column="hash"),
            Column("shop", "Shop", "label", True, names),
            Column("whose", "Whose", "label", True, WHOSE_WORDS, hidden=True),
            Column("state", "Verdict", "tag", True, REDUCTION_WORDS),
            Column("price", "Price", "price", with_column="currency"),
            Column("announced", "Struck", "money", with_column="currency", hidden=True),
            Column("lowest", "Lowest of 30 days", "price", with_column="currency", hidden=True),
            Column("announced_percent", "Announced in %", "number", hidden=True),
            Column("true_percent", "True", "percent"),
            Column("began", "Began", hidden=True),
            Column("known", "Days known", "number", hidden=True),
            Column("calculation", "How it was worked out", wide=True),
        ),
        rows=tuple(_omnibus_row(night, row) for row in rows),
        empty=night.nothing if not night.market.there else "No reduction is announced tonight.",
        export="omnibus",
    )


def _omnibus_row(night: Night, row: OmnibusRow) -> Row:
    market = night.market.row_of.get(row.sku)
    own = row.role == Role.OWN.value
    return {
        "name": row.name or (market.name if market else row.sku),
        "sku": row.sku,
        "hash": product_hash(row.sku) if market else "",
        "shop": row.site,
        "whose": Role.OWN.value if own else Role.COMPETITOR.value,
        "state": row.state.value if own else f"aid_{row.state.value}",
        "price": row.price,
        "price_note": f"struck {money(row.announced, row.currency)}"
        if row.announced
        else "nothing struck",
        "price_url": row.url,
        "currency": row.currency,
        "announced": row.announced,
        "lowest": row.lowest,
        "lowest_note": f"last on {row.lowest_on}" if row.lowest_on else "",
        "announced_percent": row.announced_percent,
        "true_percent": row.true_percent,
        "true_percent_note": f"announced {row.announced_percent} %"
        if row.announced_percent
        else "",
        "began": row.began,
        "known": row.days_known,
        "calculation": calculation(row),
    }


def calculation(row: OmnibusRow) -> str:
    """How the verdict came about, in sentences."""
    price, announced, lowest = (
        money(value, row.currency) for value in (row.price, row.announced, row.lowest)
    )
    parts = []
    if row.announced is None:
        parts.append("No struck price is shown.")
    else:
        since = f" since {row.began}" if row.began else ""
        parts.append(f"{price}{since} beside a struck {announced} promises "
                     f"{row.announced_percent or '?'} % off.")  # fmt: skip
    if row.announced is not None and row.lowest is not None:
        true = row.true_percent or "0"
        against = f"{true[1:]} % more" if true.startswith("-") else f"{true} % less"
        when = f", last on {row.lowest_on}" if row.lowest_on else ""
        parts.append(f"The lowest of the 30 days before was {lowest}{when}: now it is {against}.")
    if row.announced is not None:
        verdict = ": no verdict" if row.state is OmnibusState.TOO_SHORT else ""
        parts.append(f"{row.days_known} of those 30 days are known{verdict}.")
    if row.role != Role.OWN.value:
        parts.append(AID)
    return " ".join(parts)
