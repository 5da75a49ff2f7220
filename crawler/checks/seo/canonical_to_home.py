"""seo/canonical-to-home"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import is_front_door, is_root_of
from crawler.records import HeadFacts, PageKind, PageRecord, Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Sitebulb: Canonical points to homepage",
        "Lighthouse: canonical",
    ),
)
def canonical_to_home(page: PageRecord, head: HeadFacts, site: SiteFacts) -> Iterator[Problem]:
    """The page names the home page as its canonical address

    ## Why it matters
    The page tells Google that it is a copy of the home page. Google may believe it and drop the
    page, so that nobody finds the product by searching for it.

    ## How to fix
    Let the canonical name the page itself. The usual cause is a theme that prints the shop's
    address for every page. Shopify: theme.liquid should print `{{ canonical_url }}`, not
    `{{ shop.url }}`. WooCommerce: the SEO plugin's "Canonical URL" field, or the theme's
    header.php. Magento: Stores > Configuration > Catalog > Search Engine Optimization. BigCommerce:
    Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce Commerce Cloud: the
    htmlHead template of the storefront cartridge.

    ## What is not checked
    Spellings of the home page itself (/index.html, /en/), basket, account and search pages.
    """
    if page.kind in (PageKind.HOME, PageKind.SYSTEM, PageKind.SEARCH) or is_front_door(page.url):
        raise NotApplicable
    target = head.canonical
    if target is not None and is_root_of(target, site.url):
        yield Problem(
            message="The page names the home page as its canonical address.",
            evidence={"target": target},
        )
