"""seo/og-url-mismatch"""

from collections.abc import Iterator
from urllib.parse import urljoin

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
    normalise_url,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://ogp.me/ (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Open Graph URL not matching canonical",
        "squirrelscan: social/og-url-match",
    ),
)
def og_url_mismatch(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The page names two addresses for itself

    ## Why it matters
    Social networks count likes and comments for the address in og:url, Google works with the
    canonical address. When they differ, one page is counted as two.

    ## How to fix
    Print the canonical address in og:url. Shopify: Online Store > Themes > Edit code >
    snippets/meta-tags.liquid; Online Store > Preferences > Social sharing image. WooCommerce: the
    SEO plugin's social settings. Magento: the theme's opengraph templates (Magento_Catalog).
    BigCommerce: Storefront > Themes > Edit theme files > components/common. Salesforce Commerce
    Cloud: Merchant Tools > SEO > Page Meta Tag Rules.

    ## What is not checked
    Basket, account, checkout and search pages. Pages without one of the two, or with several
    canonicals.
    """
    not_system(page)
    written = (head.meta_value("og:url") or "").strip()
    canonical = head.canonical
    if not written or canonical is None:
        raise NotApplicable
    try:
        named = normalise_url(urljoin(page.url, written))
    except ValueError:
        named = written
    if named != canonical:
        yield Problem(
            message=f"og:url names {_place(named, canonical)[:200]}, the canonical address is "
            f"{_place(canonical, named)[:200]}.",
            evidence={"og_url": written[:300], "canonical": canonical},
        )


def _place(url: str, beside: str) -> str:
    """The path where that tells the two apart, else the whole address."""
    try:
        path = shown(url, beside)
    except ValueError:
        return url  # no address at all
    return url if path == shown(beside, url) else path
