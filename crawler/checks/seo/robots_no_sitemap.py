"""seo/robots-no-sitemap"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Problem, Severity, SiteFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=("Semrush: Sitemap.xml not indicated in robots.txt",),
)
def robots_no_sitemap(site: SiteFacts) -> Iterator[Problem]:
    """robots.txt does not name the sitemap

    ## Why it matters
    Google can be told the sitemap's address in Search Console; other search engines and shopping
    assistants look for it in robots.txt.

    ## How to fix
    Add a line `Sitemap: https://.../sitemap.xml`. Shopify: Online Store > Themes > Edit code >
    robots.txt.liquid. WooCommerce: the SEO plugin's file editor. Magento: Content > Design >
    Configuration > (store) > Search Engine Robots. BigCommerce: Settings > SEO > robots.txt.
    Salesforce Commerce Cloud: Merchant Tools > SEO > Robots.

    ## What is not checked
    Shops without a sitemap: see seo/sitemap-missing.
    """
    robots = site.robots
    if robots is None or robots.failure or (robots.status or 0) >= 500:
        raise NotApplicable
    read = [file for file in site.sitemaps if file.kind]
    if not read:
        raise NotApplicable
    if not robots.sitemaps:
        lacks = (
            "There is no robots.txt to name" if robots.status != 200 else "robots.txt does not name"
        )
        yield Problem(
            message=f"{lacks} the sitemap {read[0].url}.",
            evidence={"robots": robots.url, "sitemap": read[0].url},
        )
