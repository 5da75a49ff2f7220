"""seo/robots-5xx"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.4 (read 2026-11-23)",
    ),
    subject="site",
    also=(
        "Ahrefs: Robots.txt is not accessible",
        "Lighthouse: robots-txt",
    ),
)
def robots_5xx(site: SiteFacts) -> Iterator[Problem]:
    """robots.txt does not answer

    ## Why it matters
    While robots.txt answers with a server error, Google treats the whole shop as forbidden and
    stops reading it. After some hours new prices and products are not seen any more.

    ## How to fix
    Let the server answer robots.txt, if only with an empty file or 404. Look at the firewall or CDN
    first: they often refuse robots. Shopify: Online Store > Themes > Edit code > robots.txt.liquid.
    WooCommerce: the SEO plugin's file editor. Magento: Content > Design > Configuration > (store) >
    Search Engine Robots. BigCommerce: Settings > SEO > robots.txt. Salesforce Commerce Cloud:
    Merchant Tools > SEO > Robots.
    """
    robots = site.robots
    if robots is None:
        raise NotApplicable
    if robots.failure:
        yield Problem(
            message=f"robots.txt does not answer ({robots.failure}).", evidence={"url": robots.url}
        )
    elif robots.status is not None and (robots.status >= 500 or robots.status == 429):
        yield Problem(message=f"robots.txt answers {robots.status}.", evidence={"url": robots.url})
