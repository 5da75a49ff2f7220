"""seo/html-too-large"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import PageRecord, Problem, Severity

GOOGLE_BYTES = 2 * 1024 * 1024
WARN_BYTES = 1_000_000
"""Our own limit, half of what Googlebot reads."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/googlebot (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Validation: HTML Document Over 2MB",
        "Ahrefs: HTML file size too large",
        "Ahrefs: Page size exceeds Googlebot's 2 MB crawl limit",
        "Semrush: Large HTML page size",
        "squirrelscan: crawl/html-size",
    ),
)
def html_too_large(page: PageRecord) -> Iterator[Problem]:
    """The page's HTML is larger than 1 MB

    ## Why it matters
    Googlebot reads the first 2 MB of a page and drops the rest. Product data often stands at the
    end. Long before that limit the page is slow on phones.

    ## How to fix
    Find what makes it large: pictures written into the HTML as data, style sheets and product lists
    for scripts, menus with thousands of links. Shopify: inline JSON of sections and apps.
    WooCommerce: page builders and inline styles. Magento: `x-magento-init` blocks and swatches.
    BigCommerce: objects printed with `{{json}}`. Salesforce Commerce Cloud: inline product data of
    the storefront cartridge.

    ## What is not checked
    Pictures, scripts and style sheets in files of their own. The size is that after unpacking.
    """
    size = page.http.size_bytes
    if not size:
        raise NotApplicable
    if size <= WARN_BYTES:
        return
    unread = (size - GOOGLE_BYTES) / 1e6
    cut = f"; Google does not read the last {unread:.1f} MB" if unread > 0 else ""
    yield Problem(
        message=f"The page's HTML has {size / 1e6:.1f} MB{cut}.",
        severity=Severity.ERROR if unread > 0 else Severity.NOTICE,
        evidence={"bytes": size, "google_reads": GOOGLE_BYTES},
    )
