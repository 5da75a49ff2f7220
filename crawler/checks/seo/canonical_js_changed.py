"""seo/canonical-js-changed"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/javascript/javascript-seo-basics"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: JavaScript: Canonical Mismatch",
        "Screaming Frog: JavaScript: Canonical Only in Rendered HTML",
        "Sitebulb: Canonical mismatch between rendered and response HTML",
    ),
)
def canonical_js_changed(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """Scripts change the canonical address

    ## Why it matters
    Google reads the canonical address before and after scripts ran, and advises against changing
    it. With two answers it may believe the wrong one and show another page, or none.

    ## How to fix
    Let the server write the final address, and leave it alone in scripts. Shopify: theme.liquid,
    `{{ canonical_url }}`, and no app that writes its own. WooCommerce: the SEO plugin, not the tag
    manager. Magento: Stores > Configuration > Catalog > Search Engine Optimization, or server
    rendering of the PWA. BigCommerce: theme files instead of Script Manager. Salesforce Commerce
    Cloud: the htmlHead template, or server rendering of the PWA Kit.

    ## What is not checked
    Basket, account, checkout and search pages. Pages whose HTML from the server was enough, because
    they were read without a browser. Tags in the body, which Google ignores.
    """
    not_system(page)
    if page.served is None:
        raise NotApplicable
    before, after = page.served.head.canonical_targets, head.canonical_targets
    if set(before) == set(after):
        return
    was = shown(before[0], page.url) if before else "none"
    now = shown(after[0], page.url) if after else "none"
    yield Problem(
        message=f"Scripts change the canonical address from {was[:200]} to {now[:200]}.",
        cause="canonical only after scripts" if not before else "canonical changed by scripts",
        evidence={"served": before[:10], "rendered": after[:10]},
    )
