"""seo/page-4xx"""

from collections.abc import Iterator

from crawler.checks.api import ANSWERED, check
from crawler.checks.index import SiteIndex
from crawler.records import PageState, Problem, Severity

_NOT_FOR_ROBOTS = frozenset({401, 403, 406, 429, 451})


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx (read 2026-11-23)",
    ),
    states=ANSWERED,
    also=(
        "Screaming Frog: Response Codes: Internal Client Error (4xx)",
        "Ahrefs: 4XX page",
        "Ahrefs: 404 page",
        "Semrush: 4xx errors",
        "Lighthouse: http-status-code",
        "seonaut: URLs returning status code 40x",
    ),
)
def page_4xx(index: SiteIndex) -> Iterator[Problem]:
    """A page that should be there is not found

    ## Why it matters
    The page answers that it does not exist. Google drops it from the search results, and whoever
    has saved its address sees an error.

    ## How to fix
    Bring the page back, or redirect its address to the closest living one. Shopify: Content > Menus
    > URL Redirects. WooCommerce: a redirect plugin. Magento: Marketing > SEO & Search > URL
    Rewrites. BigCommerce: Settings > 301 Redirects. Salesforce Commerce Cloud: Merchant Tools > SEO
    > URL Redirects.

    ## What is not checked
    Answers that mean "not for robots" (401, 403, 406, 429, 451). Dead addresses that a link, a
    canonical or the sitemap names are told where they can be mended: by links/link-broken-internal,
    seo/canonical-target-broken and seo/sitemap-url-broken.
    """
    for row in index.pages(PageState.ERROR):
        if row.status is None or not 400 <= row.status < 500 or row.status in _NOT_FOR_ROBOTS:
            continue
        if row.in_sitemap or row.found_on or index.target(row.url) is not None:
            continue
        yield Problem(
            page=row.url,
            message=f"The page answers {row.status}.",
            cause="page not found",
            evidence={"status": row.status},
        )
