"""links/link-nofollow-internal"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.links.words import called, group, internal, not_system, place
from crawler.checks.seo.addresses import is_plain
from crawler.records import LinkFacts, PageRecord, Problem, Severity

_MONEY = re.compile(
    r"/(?:products?|produkte?|produits?|productos?|prodott[oi]|produtos?|producten|produkty|"
    r"collections?|categor(?:y|ies)|product-category|kategorien?|categories?|categorias?|"
    r"categorie|catalogue|shop)/[^/]+",
    re.IGNORECASE,
)
"""Folders of products and categories in the usual shop systems."""
_ACTION = re.compile(r"cart|basket|wish|compare|review|login|account|checkout|add[-_]", re.I)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Links: Internal Nofollow Outlinks",
        "Ahrefs: Page has nofollow outgoing internal links",
        "Semrush: Nofollow attributes in internal links",
        "seonaut: Internal nofollow links to indexable pages",
        "squirrelscan: links/nofollow-internal",
    ),
)
def link_nofollow_internal(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """A link to an own product or category is marked nofollow

    ## Why it matters
    The mark asks Google not to follow the link. Products that only such links lead to are found
    late or never, and the link gives them no weight.

    ## How to fix
    Take `nofollow` out of the link's rel attribute; it is meant for links to other sites. Look in
    the theme's menu and product tile, and in the settings of SEO and link apps.

    ## What is not checked
    Addresses with parameters, such as filters, where nofollow is right. Only addresses in the usual
    folders for products and categories (/products/, /collections/, /category/...) are judged.
    Basket, account and search pages.
    """
    not_system(page)
    own = internal(page, links)
    marked = [(url, link) for url, link in own if "nofollow" in link.rel]
    plain = {url for url, link in own if "nofollow" not in link.rel} if marked else set()
    seen: set[str] = set()
    for url, link in marked:
        path = urlsplit(url).path
        if url in plain or url in seen or url == page.url:
            continue
        if not _MONEY.match(path) or not is_plain(url) or _ACTION.search(path):
            continue
        seen.add(url)
        yield Problem(
            message=f"{called(link)} to {path} is marked nofollow.",
            about=url,
            cause=group(page, link, url),
            evidence=place(page, link) | {"rel": list(link.rel)},
        )
