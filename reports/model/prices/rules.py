"""Price rules: lowest and highest prices of the makers, and announced reductions."""

from crawler.records import Excluded, MarketRow, OmnibusRow, OmnibusState, QuoteRow, Role
from reports.language import N_, _, count, money, ngettext, number, percent, spoken
from reports.model.night import Night
from reports.model.pages import RulesPage
from reports.model.parts import Column, Row, Table, Tile
from reports.model.prices.market import is_rival, product_hash, why_not
from reports.model.prices.offers import WHOSE_WORDS
from reports.model.tabs import facet_href, price_tabs

VERDICT_WORDS = {
    "below": (N_("Below MAP"), "error"),
    "above": (N_("Above RRP"), "warning"),
    "unknown": (N_("Not known"), "muted"),
    "within": (N_("Within"), "good"),
}
REDUCTION_WORDS: dict[str, tuple[str, str]] = {
    OmnibusState.TOO_HIGH.value: (N_("Overstated"), "error"),
    OmnibusState.TOO_SHORT.value: (N_("Too few days"), "muted"),
    OmnibusState.FAIR.value: (N_("Holds"), "good"),
    OmnibusState.NO_REDUCTION.value: (N_("No reduction"), "muted"),
    "aid_too_high": (N_("Aid: looks overstated"), "notice"),
    "aid_too_short": (N_("Aid: too few days"), "muted"),
    "aid_fair": (N_("Aid: looks fair"), "muted"),
    "aid_no_reduction": (N_("Aid: no reduction"), "muted"),
}
"""Of competitors a verdict is a reading aid only, and says so."""
AID = N_("Reading aid only: what this shop asked on days when nobody looked is not known.")


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
    own = sum(row["state"] == OmnibusState.TOO_HIGH.value for row in reductions.rows)
    short = sum(row["state"] == OmnibusState.TOO_SHORT.value for row in reductions.rows)
    said = [_("No watched product has a MAP or RRP in products.csv.")]
    if limits.rows:
        said = [
            _("{offers} below MAP and {above} above RRP.").format(
                offers=count(_number(limits, "below"), "offer", "offers"),
                above=number(_number(limits, "above")),
            )
        ]
    if own:
        said.append(
            ngettext(
                "{n} announced reduction of yours is larger than the last 30 days allow.",
                "{n} announced reductions of yours are larger than the last 30 days allow.",
                own,
            ).format(n=number(own))
        )
    else:
        said.append(_("No announced reduction of yours is known to be overstated."))
    if short:
        said.append(
            ngettext(
                "Too few days are known to judge {n} reduction.",
                "Too few days are known to judge {n} reductions.",
                short,
            ).format(n=number(short))
        )
    return " ".join(said)


def _tiles(night: Night, limits: Table, reductions: Table) -> tuple[Tile, ...]:
    if not night.market.there:
        return ()
    tiles = []
    for verdict in ("below", "above", "unknown"):
        label, tone = VERDICT_WORDS[verdict]
        found = _number(limits, verdict)
        label = _(label) if verdict != "unknown" else _("Price not known")
        tiles.append(Tile(label, number(found), _("offers with a MAP or RRP"),
                          facet_href("prices/rules.html", "limits", verdict=verdict),
                          tone if found and tone != "muted" else ""))  # fmt: skip
    for state in (OmnibusState.TOO_HIGH, OmnibusState.TOO_SHORT, OmnibusState.FAIR):
        label, tone = REDUCTION_WORDS[state.value]
        found = sum(row["state"] == state.value for row in reductions.rows)
        tiles.append(Tile(_(label), number(found), _("your reductions"),
                          facet_href("prices/rules.html", "omnibus", state=state.value),
                          tone if found and tone == "error" else ""))  # fmt: skip
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
        caption=_("MAP and RRP"),
        columns=(
            Column("name", _("Product"), "product", with_column="hash", wide=True),
            Column("brand", _("Brand"), facet=True, hidden=True),
            Column("category", _("Category"), facet=True, hidden=True),
            Column("shop", _("Shop"), "label", True, names),
            Column("whose", _("Whose"), "label", True, spoken(WHOSE_WORDS), hidden=True),
            Column("verdict", _("Verdict"), "tag", True, spoken(VERDICT_WORDS)),
            Column("amount", _("Price"), "price", with_column="currency"),
            Column("floor", _("MAP"), "money", with_column="currency",
                   help=_("Lowest price that may be advertised, from products.csv")),
            Column("ceiling", _("RRP"), "money", with_column="currency",
                   help=_("Recommended price, from products.csv")),
            Column("evidence", _("Why"), "evidence", with_column="hash"),
        ),
        rows=tuple(rows),
        empty=night.nothing if not market.there
        else _("No watched product has a MAP or RRP: name them in products.csv."),
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
        caption=_("Announced reductions against the 30 days before"),
        columns=(
            Column("name", _("Product"), "product", with_column="hash"),
            Column("shop", _("Shop"), "label", True, names),
            Column("whose", _("Whose"), "label", True, spoken(WHOSE_WORDS), hidden=True),
            Column("state", _("Verdict"), "tag", True, spoken(REDUCTION_WORDS)),
            Column("price", _("Price"), "price", with_column="currency"),
            Column("announced", _("Struck"), "money", with_column="currency", hidden=True),
            Column("lowest", _("Lowest of 30 days"), "price", with_column="currency", hidden=True),
            Column("announced_percent", _("Announced in %"), "number", hidden=True),
            Column("true_percent", _("True"), "percent"),
            Column("began", _("Began"), hidden=True),
            Column("known", _("Days known"), "number", hidden=True),
            Column("calculation", _("How it was worked out"), wide=True),
        ),
        rows=tuple(_omnibus_row(night, row) for row in rows),
        empty=night.nothing if not night.market.there else _("No reduction is announced tonight."),
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
        "price_note": _("struck {price}").format(price=money(row.announced, row.currency))
        if row.announced
        else _("nothing struck"),
        "price_url": row.url,
        "currency": row.currency,
        "announced": row.announced,
        "lowest": row.lowest,
        "lowest_note": _("last on {day}").format(day=row.lowest_on) if row.lowest_on else "",
        "announced_percent": row.announced_percent,
        "true_percent": row.true_percent,
        "true_percent_note": _("announced {percent}").format(percent=percent(row.announced_percent))
        if row.announced_percent
        else "",
        "began": row.began,
        "known": row.days_known,
        "calculation": calculation(row),
    }


def calculation(row: OmnibusRow) -> str:
    """How the verdict came about, in sentences."""
    parts = [_("No struck price is shown.") if row.announced is None else _promise(row)]
    if row.announced is not None and row.lowest is not None:
        parts.append(_against(row))
    if row.announced is not None:
        known = ngettext(
            "{n} of those 30 days is known.", "{n} of those 30 days are known.", row.days_known
        )
        if row.state is OmnibusState.TOO_SHORT:
            known = ngettext(
                "{n} of those 30 days is known: no verdict.",
                "{n} of those 30 days are known: no verdict.",
                row.days_known,
            )
        parts.append(known.format(n=number(row.days_known)))
    if row.role != Role.OWN.value:
        parts.append(_(AID))
    return " ".join(parts)


def _promise(row: OmnibusRow) -> str:
    text = _("{price} beside a struck {announced} promises {percent} off.")
    if row.began:
        text = _("{price} since {day} beside a struck {announced} promises {percent} off.")
    return text.format(
        price=money(row.price, row.currency),
        announced=money(row.announced, row.currency),
        day=row.began,
        percent=percent(row.announced_percent or "?"),
    )


def _against(row: OmnibusRow) -> str:
    true = row.true_percent or "0"
    more = true.startswith("-")
    if row.lowest_on:
        text = (
            _(
                "The lowest of the 30 days before was {lowest}, last on {day}: now it is "
                "{percent} more."
            )
            if more
            else _(
                "The lowest of the 30 days before was {lowest}, last on {day}: now it is "
                "{percent} less."
            )
        )
    else:
        text = (
            _("The lowest of the 30 days before was {lowest}: now it is {percent} more.")
            if more
            else _("The lowest of the 30 days before was {lowest}: now it is {percent} less.")
        )
    return text.format(
        lowest=money(row.lowest, row.currency), day=row.lowest_on, percent=percent(true.lstrip("-"))
    )
