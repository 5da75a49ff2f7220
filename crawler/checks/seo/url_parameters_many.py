"""seo/url-parameters-many"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.parameters import is_tracking, parameters
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/url-structure"
        " (read 2026-11-23)",
        "convention, not a Google rule: more than 3 parameters are many",
    ),
    also=(
        "Screaming Frog: URL: Parameters",
        "Semrush: Too many URL parameters",
        "Sitebulb: Query string contains more than three parameters",
        "squirrelscan: url/parameters",
    ),
)
def url_parameters_many(page: PageRecord) -> Iterator[Problem]:
    """The address has many parameters

    ## Why it matters
    Filters, sort orders and campaigns that add up in an address make thousands of addresses for a
    few pages. Google spends its time on them instead of on your products.

    ## How to fix
    Link to filtered lists only where they are meant to be found, and forbid the rest in robots.txt.
    Find the links that use this address and the setting or app that makes them. Shopify: apps and
    Online Store > Navigation. WooCommerce: Settings > Permalinks, and plugins. Magento: Stores >
    Configuration > General > Web. BigCommerce: Settings > URL structure. Salesforce Commerce Cloud:
    Merchant Tools > SEO > URL Rules.

    ## What is not checked
    Basket, account, checkout and search pages. Addresses that robots.txt closes. Parameters that
    only count visits are not part of the address.
    """
    not_system(page)
    if not page.googlebot_allowed:
        raise NotApplicable
    names = [name for name, _ in parameters(page.url) if not is_tracking(name)]
    if len(names) > 3:
        yield Problem(
            message=f"The address has {len(names)} parameters: {', '.join(names)[:200]}.",
            cause=f"parameters: {', '.join(sorted(set(names)))[:200]}",
            evidence={"parameters": names[:50], "found_on": page.found_on},
        )
