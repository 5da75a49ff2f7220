"""seo/sitemap-too-large"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import shown
from crawler.records import Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=(
        "Screaming Frog: Sitemaps: XML Sitemap With Over 50K URLs",
        "Screaming Frog: Sitemaps: XML Sitemap Over 50MB",
        "Ahrefs: Sitemap larger than 50MB",
        "Ahrefs: Sitemap with over 50K URLs",
        "Semrush: Sitemap file too large",
        "squirrelscan: crawl/sitemap-valid",
    ),
)
def sitemap_too_large(site: SiteFacts) -> Iterator[Problem]:
    """A sitemap file is too large

    ## Why it matters
    Google reads at most 50,000 addresses or 50 MB of one sitemap file and refuses a larger one. The
    products beyond are not heard of.

    ## How to fix
    Split the file and list the parts in a sitemap index. Shopify and BigCommerce split by
    themselves. WooCommerce: lower the number of entries a sitemap in the SEO plugin. Magento:
    Stores > Configuration > Catalog > XML Sitemap > Sitemap File Limits. Salesforce Commerce Cloud:
    Merchant Tools > SEO > Sitemaps.
    """
    read = [file for file in site.sitemaps if file.kind]
    if not read:
        raise NotApplicable
    for file in read:
        if file.truncated:
            yield Problem(
                message=f"The sitemap {shown(file.url, site.url)} has more than 50,000 entries"
                " or 50 MB.",
                about=file.url,
                evidence={"sitemap": file.url, "read": file.entries},
            )
