"""seo/missing-page-not-404"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import shown
from crawler.records import Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors#soft-404-errors"
        " (read 2026-11-23)",
    ),
    subject="site",
)
def missing_page_not_404(site: SiteFacts) -> Iterator[Problem]:
    """An address that does not exist answers as if it did

    ## Why it matters
    The walk asks for a page that cannot exist. A shop should answer 404; this one shows a page or
    leads elsewhere. So every deleted product stays in Google as an empty page, and broken links
    cannot be told from good ones.

    ## How to fix
    Let the server answer 404 (or 410) with a helpful page. Shopify and BigCommerce do; look for an
    app or a script that redirects. WooCommerce: a redirect plugin that sends every unknown address
    to the home page. Magento: Stores > Configuration > General > Web > Default Pages. Salesforce
    Commerce Cloud: the error handling of the storefront cartridge.

    ## What is not checked
    Addresses below products and categories: only one below the home page is asked for.
    """
    asked = site.host.missing if site.host is not None else None
    if asked is None or asked.status is None:
        raise NotApplicable
    if 200 <= asked.status < 300:
        said = f"answers {asked.status}"
    elif 300 <= asked.status < 400:
        said = f"redirects to {shown(asked.location or 'nowhere', site.url)}"
    else:
        return
    if asked.url in said:
        raise NotApplicable  # another spelling of the same address: it would have to be asked again
    yield Problem(
        message=f"An address that cannot exist {said}.",
        evidence={"asked": asked.url, "status": asked.status, "title": asked.title},
    )
