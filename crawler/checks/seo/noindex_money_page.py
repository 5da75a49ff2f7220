"""seo/noindex-money-page"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import is_later_page, is_plain
from crawler.records import MONEY_KINDS, HeadFacts, Loss, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=MONEY_KINDS,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Directives: Noindex",
        "Ahrefs: Noindex page",
        "Semrush: Blocked by X-Robots-Tag: noindex HTTP header",
        "Lighthouse: is-crawlable",
        "seonaut: Non indexable pages",
        "squirrelscan: crawl/indexability",
    ),
    costs=Loss.HIDDEN,
)
def noindex_money_page(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """A page that should earn money is hidden from Google

    ## Why it matters
    "noindex" takes the page out of the search results. On the home page, a category or a product
    that means: no visits from search, no sales from them. It is the classic leftover of a staging
    site.

    ## How to fix
    Remove the noindex. Shopify: Products > (product) > Search engine listing and the SEO app, or
    the metafield seo.hidden. WooCommerce: Settings > Reading > "Discourage search engines", or the
    SEO plugin's advanced tab of the product. Magento: Content > Design > Configuration > (store) >
    Search Engine Robots. BigCommerce: Storefront > Script Manager and theme files; check the
    X-Robots-Tag of the proxy. Salesforce Commerce Cloud: Merchant Tools > SEO > Page Meta Tag
    Rules, and the site's status.

    ## What is not checked
    Later pages, filters and sort orders of a category, and pages that name another address as
    canonical: noindex may be right there. A date in `unavailable_after`.
    """
    if is_later_page(page.url) or not is_plain(page.url):
        raise NotApplicable
    target = head.canonical
    if target is not None and target != page.url:
        raise NotApplicable
    if not head.noindex:
        return
    words = {"noindex", "none"}
    binding = [
        directive
        for directive in head.robots
        if directive.agent in ("robots", "googlebot")
        and words & {word.strip().lower() for word in directive.content.split(",")}
    ]
    places = {"meta": "its robots meta tag", "header": "the X-Robots-Tag header"}
    where = " and ".join(dict.fromkeys(places.get(d.source, d.source) for d in binding))
    yield Problem(
        message=f"This {page.kind} page is hidden from Google by {where}.",
        evidence={"found": [f"{d.agent}: {d.content} ({d.source})" for d in binding]},
    )
