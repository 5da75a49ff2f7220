"""The market by competitor, brand and category, with what each average stands on."""

from crawler.records import MarketTotal
from reports.language import _, count, number, percent
from reports.model.night import Night
from reports.model.pages import TotalsPage
from reports.model.parts import Column, Row, Table
from reports.model.prices.offers import offers_href
from reports.model.tabs import facet_href, price_tabs
from reports.model.words import share

_COMPARED = ("first", "shared", "undercut")


def totals_page(night: Night) -> TotalsPage:
    """Build prices/totals.html."""
    trends = _trends(night)
    return TotalsPage(
        tabs=price_tabs(night),
        sentence=_sentence(night),
        rivals=_table(
            night, "competitor", _("By competitor"), _("Competitor"),
            _("No competitor has a pair yet."), trends,
        ),
        brands=_table(
            night, "brand", _("By brand"), _("Brand"),
            _("The watched products name no brand."), trends,
        ),
        categories=_table(
            night, "category", _("By category"), _("Category"),
            _("The watched products name no category."), trends,
        ),
    )  # fmt: skip


def _sentence(night: Night) -> str:
    total = night.market.total
    if not night.market.there:
        return night.nothing
    return _(
        "Each average stands beside the number of products it was made of: tonight {n} of "
        "{products} could be compared."
    ).format(
        n=number(total.compared),
        products=count(total.products, "watched product", "watched products"),
    )


def _table(
    night: Night,
    scope: str,
    caption: str,
    heading: str,
    empty: str,
    trends: dict[tuple[str, str], str],
) -> Table:
    rival = scope == "competitor"
    columns = (
        Column("name", heading, "link"),
        Column("products", _("Watched"), "count", hidden=True),
        Column("compared", _("Compared"), "count",
               help=_("Products that could be compared tonight: what the index is made of")),
        Column("coverage", _("Coverage"), "percent", hidden=True),
        Column("index", _("Index"), "number",
               help=_("Mean of the products' indices; 100 is as the competitor") if rival
               else _("Mean of the products' indices; 100 is as the market")),
        Column("cheaper", _("Cheaper") if rival else _("Undercut"), "count",
               help=_("Products on which the lowest price of a competitor is below yours")),
        Column("equal", _("Same"), "count", help=_("Products on which both ask the same")),
        Column("dearer", _("Dearer") if rival else _("In front"), "count",
               help=_("Products on which you alone ask the lowest price")),
        Column("up", _("Up"), "count", help=_("Competitors' prices that rose since last seen")),
        Column("down", _("Down"), "count", help=_("Competitors' prices that fell since last seen")),
        Column("out", _("Sold out"), "count",
               help=_("Offers of competitors that are out of stock")),
        Column("promoted", _("Promoted"), "count", help=_("Offers with a struck price")),
        Column("missing", _("Not seen"), "count", help=_("Pairs whose offer was not seen tonight")),
        Column("depth", _("Mean reduction in %"), "number", hidden=True),
        Column("change", _("Mean change in %"), "number", hidden=True),
        Column("trend", _("Index so far"), "spark"),
    )  # fmt: skip
    totals = night.market.of_scope(scope)
    return Table(
        id={"competitor": "rivals", "brand": "brands", "category": "categories"}[scope],
        caption=caption,
        columns=columns,
        rows=tuple(_row(night, total, trends) for total in totals),
        empty=empty if night.market.there else night.nothing,
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
        "name": name or _("None named"),
        "name_href": f"prices/market.html#matrix.c=at_{total.name}" if rival else products(),
        "products": total.products,
        "products_href": listed() if rival else products(),
        "compared": total.compared,
        "compared_href": listed(side=("cheaper", "same", "dearer"))
        if rival else products(*_COMPARED),
        "coverage": covered,
        "compared_note": _("of {n}, {percent}").format(
            n=number(total.products), percent=percent(covered))
        if covered is not None else "",
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
