"""What costs money now: a broken way to the checkout, hidden pages, wrong prices, lost sales."""

from collections import Counter

from crawler.records import MONEY_KINDS, Excluded, Loss, PageState, Severity
from reports.language import _, count, money, ngettext, number, percent
from reports.model.findings import issue_href, title_of
from reports.model.night import Night
from reports.model.parts import Item
from reports.model.prices.index import products_href, undercut_most
from reports.model.prices.market import is_rival, position, product_hash, why_not
from reports.model.rows import Found
from reports.model.words import clip, path_of

LINES = 7
"""Lines of the list; the gravest first."""
PRODUCTS = 3
"""Undercut or sold-out products that are named; the others are counted."""


def losses(night: Night) -> tuple[Item, ...]:
    """One line for each loss, gravest first; see `Loss` for the order."""
    items = [
        *_found(night, Loss.BASKET),
        *_found(night, Loss.HIDDEN),
        *_found(night, Loss.PRICE),
        *_sold_out(night),
        *_found(night, Loss.STOCK),
        *_flawed_pages(night),
        *_undercut(night),
    ]
    return tuple(items[:LINES])


def _found(night: Night, loss: Loss) -> list[Item]:
    """A line for each check of this loss that found something in the own shop."""
    checks = {card.id for card in night.cards if card.costs is loss}
    items: list[tuple[int, int, Item]] = []
    for check in sorted(checks):
        found = [f for f in night.by_check.get(check, ()) if f.site == night.own]
        if not found:
            continue
        pages = len({finding.url for finding in found})
        items.append((found[0].severity.rank, -pages, _line(night, check, found, pages)))
    return [item for _rank, _pages, item in sorted(items, key=lambda one: one[:2])]


def _line(night: Night, check: str, found: list[Found], pages: int) -> Item:
    first = found[0]
    return Item(
        text=title_of(night, check),
        href=issue_href(check),
        tone=first.severity.value,
        count=pages,
        unit=ngettext("page", "pages", pages),
        quote=f"{path_of(first.url)}: {clip(first.message, 110)}",
    )


def _sold_out(night: Night) -> list[Item]:
    """Watched products that competitors can sell tonight and we cannot."""
    market = night.market
    items: list[Item] = []
    for row in market.rows:
        quotes = market.by_sku.get(row.sku, ())
        own = next((quote for quote in quotes if not is_rival(quote)), None)
        rivals = any(is_rival(quote) and quote.excluded is Excluded.NO for quote in quotes)
        if own and rivals and own.excluded is Excluded.OUT_OF_STOCK:
            text = _("{product} is sold out, competitors have it").format(
                product=clip(row.name, 60)
            )
            items.append(Item(text, why_not(own), f"product.html#p={product_hash(row.sku)}",
                              "error"))  # fmt: skip
    rest = ngettext(
        "{n} more watched product is sold out",
        "{n} more watched products are sold out",
        len(items) - PRODUCTS,
    )
    return _cut(items, rest, products_href("no_own"), "error")


def _flawed_pages(night: Night) -> list[Item]:
    hurt: Counter[str] = Counter(
        page.kind
        for page in night.pages
        if page.key in night.flawed and page.kind in MONEY_KINDS and page.state == PageState.OK
    )
    if not hurt:
        return []
    named = {
        "home": _("the home page"),
        "category": count(hurt["category"], "category page", "category pages"),
        "product": count(hurt["product"], "product page", "product pages"),
    }
    kinds = [kind for kind in named if hurt[kind]]
    text = _("Errors on {pages}").format(pages=", ".join(named[kind] for kind in kinds))
    href = f"pages.html#pages.f.worst=error&pages.f.kind={','.join(kinds)}"
    return [Item(text, _("Pages that earn money"), href, "error")]


def _undercut(night: Night) -> list[Item]:
    rows = [row for row in night.market.rows if position(row) == "undercut"]
    items: list[Item] = []
    for row in sorted(rows, key=undercut_most):
        shops = [night.site_name(site) for site in row.cheapest if site != row.site]
        text = ngettext(
            "{shops} sells {product} for {theirs}, you ask {ours}",
            "{shops} sell {product} for {theirs}, you ask {ours}",
            len(shops) or 1,
        ).format(
            shops=clip(", ".join(shops), 40) or _("A competitor"),
            product=clip(row.name, 60),
            theirs=money(row.lowest, row.currency),
            ours=money(row.price, row.currency),
        )
        above = _("{percent} above the cheapest").format(percent=percent(row.gap_cheapest_percent))
        items.append(Item(text, above, f"product.html#p={product_hash(row.sku)}",
                          Severity.WARNING.value))  # fmt: skip
    rest = ngettext(
        "{n} more watched product is undercut",
        "{n} more watched products are undercut",
        len(items) - PRODUCTS,
    )
    return _cut(items, rest, products_href("undercut"), "warning")


def _cut(items: list[Item], rest: str, href: str, tone: str) -> list[Item]:
    """The first few, and a line that counts the others."""
    more = len(items) - PRODUCTS
    if more < 1:
        return items
    return [*items[:PRODUCTS], Item(rest.format(n=number(more)), "", href, tone)]
