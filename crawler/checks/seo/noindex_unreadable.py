"""seo/noindex-unreadable"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import HeadFacts, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"
        " (read 2026-11-23)",
    ),
    also=(
        "squirrelscan: crawl/robots-meta-conflict",
        "squirrelscan: crawl/indexability-conflicts",
    ),
)
def noindex_unreadable(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """Google may not read the noindex of the page

    ## Why it matters
    The page says noindex, but robots.txt forbids Google to read the page at all. Google never sees
    the noindex, so the address can stay in the search results, without a text.

    ## How to fix
    Allow the page in robots.txt until Google has dropped it, or leave out the noindex. Shopify:
    Online Store > Themes > Edit code > robots.txt.liquid. WooCommerce: the SEO plugin's file
    editor. Magento: Content > Design > Configuration > (store) > Search Engine Robots. BigCommerce:
    Settings > SEO > robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO > Robots.
    """
    if head.noindex and not page.googlebot_allowed:
        yield Problem(
            message="The page is marked noindex, but robots.txt keeps Google from reading that.",
            cause="noindex behind robots.txt",
            evidence={"robots": [directive.content[:100] for directive in head.robots][:5]},
        )
