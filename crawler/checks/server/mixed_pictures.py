"""server/mixed-pictures"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.server.insecure import by_http, host_of
from crawler.records import HttpFacts, LinkFacts, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://www.w3.org/TR/mixed-content/ (read 2026-11-23)",),
    also=(
        "Screaming Frog: Security: Mixed Content",
        "Ahrefs: HTTPS/HTTP mixed content",
        "Ahrefs: HTTPS page links to HTTP image",
        "Semrush: Issues with mixed content",
        "squirrelscan: security/mixed-content",
    ),
)
def mixed_pictures(page: PageRecord, http: HttpFacts, links: LinkFacts) -> Iterator[Problem]:
    """A secure page loads a picture or media file without https

    ## Why it matters
    Browsers ask for the file by https instead; where it does not answer there, the picture is
    missing. Older browsers show the page as not secure.

    ## How to fix
    Write the address with `https://`, or upload the picture to the shop. Old product texts are the
    usual place. Shopify: Products > (product) > Description. WooCommerce: replace `http://` in the
    texts with WP-CLI's search-replace. Magento: Stores > Configuration > General > Web > Base URLs
    (Secure). BigCommerce: Products > (product) > Description. Salesforce Commerce Cloud: Merchant
    Tools > Content > Content Assets.

    ## What is not checked
    Pictures in style sheets, and those that scripts load. Pages that tell browsers to use https
    everywhere (`upgrade-insecure-requests`).
    """
    for url, link in by_http(page, http, links, active=False):
        yield Problem(
            message=f"The page loads {url[:200]} without https.",
            about=url,
            cause=f"{host_of(url)} without https",
            evidence={"href": link.href[:300], "tag": link.tag, "host": host_of(url)},
        )
