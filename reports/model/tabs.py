"""The way between the price pages, and addresses of filtered tables."""

from urllib.parse import quote

from crawler.records import OmnibusState, Role
from reports.language import _
from reports.model.night import Night
from reports.model.shell import NavLink


def price_tabs(night: Night) -> tuple[NavLink, ...]:
    """The price pages, with a number where one waits for somebody."""
    broken = sum(quote.below_floor or quote.above_ceiling for quote in night.market.quotes)
    broken += sum(
        row.state is OmnibusState.TOO_HIGH and row.role == Role.OWN.value
        for row in night.market.omnibus
    )
    moved = night.market.total.up + night.market.total.down
    return (
        NavLink(_("Position"), "prices.html"),
        NavLink(_("Shops"), "prices/market.html"),
        NavLink(_("Moves"), "prices/moves.html", moved or None),
        NavLink(_("Brands and categories"), "prices/totals.html"),
        NavLink(_("Price rules"), "prices/rules.html", broken or None, "error" if broken else ""),
        NavLink(_("Price truth"), "prices/truth.html"),
    )


def facet_href(page: str, table: str, **facets: str | tuple[str, ...]) -> str:
    """The address of a table with filters set: `page#table.f.brand=A,B&table.f.moved=up`."""
    parts = []
    for name, value in facets.items():
        values = value if isinstance(value, tuple) else (value,)
        parts.append(f"{table}.f.{name}={','.join(quote(text, safe='') for text in values)}")
    return f"{page}#{'&'.join(parts)}"
