"""seo/robots-blocks-site"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.extract.robots import Robots
from crawler.records import Loss, Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9309 (read 2026-11-23)",
    ),
    subject="site",
    also=(
        "Lighthouse: is-crawlable",
        "squirrelscan: crawl/robots-txt",
    ),
    costs=Loss.HIDDEN,
)
def robots_blocks_site(site: SiteFacts) -> Iterator[Problem]:
    """robots.txt closes the whole shop to Google

    ## Why it matters
    Google may not read the home page, and by the same line usually no page at all. The shop
    vanishes from the search results within days.

    ## How to fix
    Remove the line `Disallow: /` for Googlebot or for everybody. It usually came over from a test
    shop. Shopify: Online Store > Themes > Edit code > robots.txt.liquid. WooCommerce: the SEO
    plugin's file editor. Magento: Content > Design > Configuration > (store) > Search Engine
    Robots. BigCommerce: Settings > SEO > robots.txt. Salesforce Commerce Cloud: Merchant Tools >
    SEO > Robots.

    ## What is not checked
    robots.txt that does not answer: see seo/robots-5xx.
    """
    robots = site.robots
    if robots is None or robots.status != 200:
        raise NotApplicable
    if not Robots.parse(robots.body).allows(site.url, "Googlebot"):
        yield Problem(
            message="robots.txt forbids Google to read the home page.",
            evidence={"url": robots.url, "robots": robots.body[:500]},
        )
