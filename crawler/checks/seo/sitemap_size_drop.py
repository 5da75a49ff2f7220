"""seo/sitemap-size-drop"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import EarlierSite, Problem, Severity, SiteFacts

FEWEST = 20
SHARE = 0.1
"""More than both at once."""


@check(
    Severity.ERROR,
    since="0.1",
    news=True,
    sources=(
        "our own limit: a tenth and more than twenty addresses at once is no season's end"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=("Ahrefs: No. of URLs in sitemap decreased",),
)
def sitemap_size_drop(site: SiteFacts, earlier: EarlierSite) -> Iterator[Problem]:
    """The sitemap lost many addresses since the last night

    ## Why it matters
    When a part of the catalogue falls out of an export or a category is switched off, the sitemap
    shrinks overnight. Google then visits those products less, and the products may be gone from the
    shop as well.

    ## How to fix
    Look at what was imported or released since. Shopify: Products, filtered by status and sales
    channel. WooCommerce: the SEO plugin's sitemap settings, and the last import. Magento: Marketing
    > SEO & Search > Site Map > Generate, and the index management. BigCommerce: Products >
    visibility. Salesforce Commerce Cloud: Merchant Tools > SEO > Sitemaps, and the last catalogue
    import.

    ## What is not checked
    Nights on which a sitemap could not be read.
    """
    if any(file.error or file.failure for file in (*site.sitemaps, *earlier.sitemaps)):
        raise NotApplicable
    now, before = (_entries(facts) for facts in (site, earlier))
    if not before or not site.sitemaps:
        raise NotApplicable
    lost = before - now
    if lost > FEWEST and lost > SHARE * before:
        yield Problem(
            message="The sitemap lists far fewer addresses than the last night.",
            evidence={"before": before, "now": now},
        )


def _entries(facts: SiteFacts) -> int:
    return sum(file.entries for file in facts.sitemaps if file.kind in ("urlset", "text", "feed"))
