"""links/link-http-internal"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import called, internal, place
from crawler.records import LinkFacts, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention: link to the address that answers; see"
        " https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: HTTPS page has internal links to HTTP",
        "Semrush: Links lead to HTTP pages for HTTPS site",
        "seonaut: HTTPS URLs with links to HTTP URLs",
        "squirrelscan: links/https-downgrade",
    ),
)
def link_http_internal(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """A link leads to the shop's own address without https

    ## Why it matters
    The click takes a redirect more, and on an open network somebody could change it on the way.
    Some browsers warn before they follow.

    ## How to fix
    Write https:// into the link, or the path alone ("/mugs"). Shopify: Online Store > Navigation.
    WooCommerce: Settings > General, both addresses; then replace `http://` in the texts with
    WP-CLI's search-replace. Magento: Stores > Configuration > General > Web > Base URLs (Secure).
    BigCommerce: Storefront > Web Pages. Salesforce Commerce Cloud: Merchant Tools > Content.

    ## What is not checked
    Shops that have no https at all. Other host names of the shop, except with and without www.
    """
    if not page.url.startswith("https://"):
        raise NotApplicable
    seen: set[str] = set()
    for url, link in internal(page, links):
        if url.startswith("http://") and url not in seen:
            seen.add(url)
            yield Problem(
                message=f"{called(link)} leads to {url[:200]}, without https.",
                about=url,
                cause=url,
                evidence=place(page, link),
            )
