"""seo/sitemap-lastmod-bad"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import EarlierSite, Problem, Severity, SiteFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap"
        " (read 2026-11-23)",
        "https://www.sitemaps.org/protocol.html (read 2026-11-23)",
    ),
    subject="site",
    also=("squirrelscan: crawl/sitemap-lastmod-churn",),
)
def sitemap_lastmod_bad(site: SiteFacts, earlier: EarlierSite) -> Iterator[Problem]:
    """The dates in a sitemap say nothing

    ## Why it matters
    Google uses the date of the last change only when it is true. Dates in another form, in the
    future, or the moment of writing for every address make it ignore them all, and new prices are
    read later.

    ## How to fix
    Let the sitemap name when price, stock or text of the page changed. Shopify and BigCommerce do
    so. WooCommerce: the SEO plugin's sitemap. Magento: Stores > Configuration > Catalog > XML
    Sitemap, and the `updated_at` of products. Salesforce Commerce Cloud: Merchant Tools > SEO >
    Sitemaps.

    ## What is not checked
    Sitemaps without dates, which are fine. The first night: one date for all entries is a fault
    only when it is another one for all of them on the next.
    """
    before = {file.url: file for file in earlier.sitemaps}
    dated = [file for file in site.sitemaps if file.lastmods and file.kind in ("urlset", "index")]
    if not dated:
        raise NotApplicable
    for file in dated:
        was = before.get(file.url)
        if file.bad_lastmods:
            said = f'holds dates that are none or lie in the future, as "{file.bad_lastmods[0]}"'
        elif file.only_lastmod and was and was.only_lastmod not in ("", file.only_lastmod):
            one, other = was.only_lastmod, file.only_lastmod
            said = f"gives every address one date, {one} last night, {other} now"
        else:
            continue
        yield Problem(
            page=file.url,
            message=f"The sitemap {said}.",
            cause=file.url,
            evidence={"dates": list(file.bad_lastmods), "entries": file.entries},
        )
