"""links/redirect-downgrade"""

from collections.abc import Iterator
from itertools import pairwise

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.ways import ways
from crawler.checks.seo.addresses import same_host
from crawler.records import Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc6797 (read 2026-11-23)",
    ),
    also=("Ahrefs: HTTPS to HTTP redirect",),
)
def redirect_downgrade(index: SiteIndex) -> Iterator[Problem]:
    """A redirect of the shop leaves https

    ## Why it matters
    The next step is sent openly: anybody on the same network can read and change it. Browsers warn,
    and the shopper who was safe no longer is.

    ## How to fix
    Let the redirect name https:// or the path alone. The usual cause is a server behind a proxy
    that thinks it is asked by http. Shopify and BigCommerce: look for the address in the list of
    redirects. WooCommerce: Settings > General, both addresses, and `X-Forwarded-Proto` in the
    server. Magento: Stores > Configuration > General > Web > Secure Base URLs, "Offloader header".
    Salesforce Commerce Cloud: the host's alias configuration.

    ## What is not checked
    Redirects to other sites.
    """
    for way in ways(index):
        for first, second in pairwise(way.urls):
            if first.startswith("https:") and second.startswith("http:"):
                if same_host(first, second):
                    yield Problem(
                        page=way.start,
                        message=f"{first[:200]} redirects to {second[:200]}, without https.",
                        cause="redirects without https",
                        evidence=way.evidence,
                    )
                break
