"""seo/canonical-multiple"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.addresses import shown
from crawler.records import HeadFacts, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Canonicals: Multiple",
        "Screaming Frog: Canonicals: Multiple Conflicting",
        "Semrush: Multiple canonical URLs",
        "Sitebulb: Multiple canonical tags",
        "Sitebulb: Multiple, mismatched canonical tags",
        "Lighthouse: canonical",
        "seonaut: Multiple canonical tags",
    ),
)
def canonical_multiple(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The page names several canonical addresses

    ## Why it matters
    A page tells Google which address to show for it. With two different answers Google believes
    neither and picks one itself, which may be the copy without reviews or with an old price.

    ## How to fix
    Usually the theme and an SEO plugin both write the tag: switch one of them off. Shopify: Online
    Store > Themes > Edit code > theme.liquid, and the SEO app's embed. WooCommerce: keep the SEO
    plugin's tag and remove the theme's. Magento: Stores > Configuration > Catalog > Search Engine
    Optimization, and extensions. BigCommerce: Storefront > Script Manager. Salesforce Commerce
    Cloud: the htmlHead template and the SEO cartridge.

    ## What is not checked
    The same address twice, which does no harm, and tags in the body, which Google ignores.
    """
    targets = head.canonical_targets
    if len(targets) < 2:
        return
    named = " and ".join(shown(url, page.url) for url in targets[:3])
    yield Problem(
        message=f"The page names {len(targets)} different canonical addresses: {named}.",
        evidence={
            "found": [
                {"url": link.url or link.href, "source": link.source} for link in head.canonicals
            ]
        },
    )
