"""server/mixed-content"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.server.insecure import by_http, host_of
from crawler.records import HttpFacts, LinkFacts, PageRecord, Problem, Severity

_CALLED = {"script": "script", "iframe": "frame", "link": "style sheet"}


@check(
    Severity.ERROR,
    since="0.1",
    sources=("https://www.w3.org/TR/mixed-content/ (read 2026-11-23)",),
    also=(
        "Screaming Frog: Security: Mixed Content",
        "Ahrefs: HTTPS/HTTP mixed content",
        "Ahrefs: HTTPS page links to HTTP CSS",
        "Semrush: Issues with mixed content",
        "squirrelscan: security/mixed-content",
    ),
)
def mixed_content(page: PageRecord, http: HttpFacts, links: LinkFacts) -> Iterator[Problem]:
    """A secure page loads a script, style sheet or frame without https

    ## Why it matters
    Browsers block the file: the page may lose its look, a form or the payment. Who listens on the
    line could otherwise change what the shopper sees.

    ## How to fix
    Write the address with `https://`; ask the provider where it does not answer there. Shopify:
    Online Store > Themes > Edit code. WooCommerce: Settings > General, both addresses with https,
    then search the texts for `http://`. Magento: Stores > Configuration > General > Web > Secure
    Base URLs. BigCommerce: Storefront > Script Manager. Salesforce Commerce Cloud: the storefront
    cartridge's templates, and Merchant Tools > Content > Content Assets.

    ## What is not checked
    Files that scripts or style sheets load. Pictures and media have a check of their own. Pages
    that tell browsers to use https everywhere (`upgrade-insecure-requests`), and developers'
    machines, which links/link-localhost reports.
    """
    for url, link in by_http(page, http, links, active=True):
        yield Problem(
            message=f"The page loads the {_CALLED[link.tag]} {url[:200]} without https.",
            about=url,
            cause=url.partition("?")[0],
            evidence={"href": link.href[:300], "tag": link.tag, "host": host_of(url)},
        )
