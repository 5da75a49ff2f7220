"""links/link-tracking-internal"""

from collections.abc import Iterator
from urllib.parse import parse_qsl

from crawler.checks.api import check
from crawler.checks.links.words import called, group, internal, not_system, path_of, place
from crawler.records import LinkFacts, PageRecord, Problem, Severity

_NAMES = frozenset(
    {"gclid", "dclid", "fbclid", "msclkid", "ttclid", "mc_cid", "mc_eid", "_pos", "_fid", "_ss"}
)
"""Parameters that count visits: of advertisers, newsletters, and Shopify's search and filters."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention: see https://support.google.com/analytics/answer/10917952 (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: URL: GA Tracking Parameters",
        "Sitebulb: Query string contains tracking parameters",
    ),
)
def link_tracking_internal(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """A link inside the shop carries campaign parameters

    ## Why it matters
    Each click on it looks like a new visit from an advertisement, so the numbers of the real
    campaigns are wrong. The same page also gets a second address.

    ## How to fix
    Link to the plain address. To count clicks inside the shop, use an event of the analytics tool.
    The link usually came with a text copied from a newsletter: look in banners, menus and blog
    posts. Shopify's `_pos` and `_ss` come from the theme's search results: use `product.url |
    within: collection` or the bare `/products/...`.

    ## What is not checked
    Links to other sites. Basket, account and search pages.
    """
    not_system(page)
    seen: set[str] = set()
    for url, link in internal(page, links):
        query = link.href.partition("#")[0].partition("?")[2]
        if not query:
            continue
        found = sorted({name for name, _ in parse_qsl(query) if _counts(name.lower())})
        if found and url not in seen:
            seen.add(url)
            yield Problem(
                message=f"{called(link)} to {path_of(url)} carries {', '.join(found)[:100]}.",
                about=url,
                cause=f"{group(page, link, url)}, {', '.join(found)}",
                evidence=place(page, link) | {"parameters": found},
            )


def _counts(name: str) -> bool:
    return name in _NAMES or name.startswith("utm_")
