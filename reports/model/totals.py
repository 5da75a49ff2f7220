"""The market by competitor, brand and category, with what each average stands on."""

from crawler.records import MarketTotal
from reports.language import count
from reports.model.night import Night
from reports.model.offers import offers_href
from reports.model.pages import TotalsPage
from reports.model.parts import Column, Row, Table
from reports.model.tabs import facet_href, price_tabs
from reports.model.words import share

_COMPARED = ("first", "shared", "undercut")


def totals_page(night: Night) -> TotalsPage:
    """Build prices/totals.html."""
    trends = _trends(night)
    return TotalsPage(
        tabs=price_tabs(night),
        sentence=_sentence(night),
        rivals=_table(night, "competitor", "By competitor", "Competitor", trends),
        brands=_table(night, "brand", "By brand", "Brand", trends),
        categories=_table(night, "category", "By category", "Category", trends),
    )


def _sentence(night: Night) -> str:
    total = night.market.total
    if not night.market.there:
        return night.nothing
    return (
        f"Each average stands beside the number of products it was made of: tonight "
        f"{total.compared:,} of {count(total.products, 'watched product', 'watched products')} could be compared."
    )


def _table(
    night: Night, scope: str, caption: str, heading: str, trends: dict[tuple[str, str], str]
) -> Table:
    rival = scope == "competitor"
    columns = (
        Column("name", heading, "link"),
        Column("products", "Watched", "count", hidden=True),
        Column("compared", "Compared", "count",
               help="Products that could be compared tonight: what the index is made of"),
        Column("coverage", "Coverage", "percent", hidden=True),
        Column("index", "Index", "number", help="Mean of the products' indices; 100 is as the "
               + ("competitor" if rival else "market")),
        Column("cheaper", "Cheaper" if rival else "Undercut", "count",
               help="Products on which the lowest price of a competitor is below yours"),
        Column("equal", "Same", "count", help="Products on which both ask the same"),
        Column("dearer", "Dearer" if rival else "In front", "count",
               help="Products on which you alone ask the lowest price"),
        Column("up", "Up", "count", help="Competitors' prices that rose since last seen"),
        Column("down", "Down", "count", help="Competitors' prices that fell since last seen"),
        Column("out", "Sold out", "count", help="Offers of competitors that are out of stock"),
        Column("promoted", "Promoted", "count", help="Offers with a struck price"),
        Column("missing", "Not seen", "count", help="Pairs whose offer was not seen tonight"),
        Column("depth", "Mean reduction in %", "number", hidden=True),
        Column("change", "Mean change in %", "number", hidden=True),
        Column("trend", "Index so far", "spark"),
    )  # fmt: skip
    totals = night.market.of_scope(scope)
    return Table(
        id={"competitor": "rivals", "brand": "brands", "category": "categories"}[scope],
        caption=caption,
        columns=columns,
        rows=tuple(_row(night, total, trends) for total in totals),
        empty=night.nothing if not night.market.there
        else f"The watched products name no {heading.lower()}." if not rival
        else "No competitor has a pair yet.",
        export=f"prices-by-{scope}",
    )  # fmt: skip


def _row(night: Night, total: MarketTotal, trends: dict[tuple[str, str], str]) -> Row:
    rival = total.scope == "competitor"
    name = night.site_name(total.name) if rival else total.name
    offers = {"whose": "competitor"} | (
        {"shop": total.name} if rival else {total.scope: total.name}
    )

    def listed(**more: str | tuple[str, ...]) -> str:
        return offers_href(**(offers | more))

    def products(*positions: str) -> str:
        where = {total.scope: total.name} | ({"position": positions} if positions else {})
        return facet_href("prices.html", "products", **where)

    covered = share(total.compared, total.products)
    return {
        "name": name or "None named",
        "name_href": f"prices/market.html#matrix.c=at_{total.name}" if rival else products(),
        "products": total.products,
        "products_href": listed() if rival else products(),
        "compared": total.compared,
        "compared_href": listed(side=("cheaper", "same", "dearer"))
        if rival else products(*_COMPARED),
        "coverage": covered,
        "compared_note": f"of {total.products:,}, {covered:g} %" if covered is not None else "",
        "index": total.index,
        "change": total.mean_change_percent,
        "depth": total.promo_depth,
        "cheaper": total.cheaper,
        "cheaper_href": listed(side="cheaper") if rival else products("undercut"),
        "equal": total.equal,
        "equal_href": listed(side="same") if rival else products("shared"),
        "dearer": total.dearer,
        "dearer_href": listed(side="dearer") if rival else products("first"),
        "up": total.up,
        "up_href": listed(moved="up"),
        "down": total.down,
        "down_href": listed(moved="down"),
        "out": total.out_of_stock,
        "out_href": listed(stocked="out"),
        "promoted": total.promoted,
        "promoted_href": listed(promo="yes"),
        "missing": total.missing,
        "missing_href": listed(counts="not_seen"),
        "trend": trends.get((total.scope, total.name), ""),
    }  # fmt: skip


def _trends(night: Night) -> dict[tuple[str, str], str]:
    """Scope and name to the index of the last 30 nights, comma separated."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line in night.history.market:
        if line.measure == "index" and line.value:
            found.setdefault((line.scope, line.name), {})[line.run[:10]] = line.value
    for total in night.market.totals:
        if total.index:
            found.setdefault((total.scope, total.name), {})[night.manifest.run[:10]] = total.index
    return {
        key: ",".join(value for _, value in sorted(days.items())[-30:])
        for key, days in found.items()
    }
