"""seo/canonical-form-drift"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import is_front_door, same_host
from crawler.records import PageState, Problem, Severity

FEWEST_PAGES = 10
NORM = 0.7
"""Share of a template's pages that must agree. Our own limits."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=("squirrelscan: core/canonical-form-drift",),
)
def canonical_form_drift(index: SiteIndex) -> Iterator[Problem]:
    """Canonicals of one template are written in two ways

    ## Why it matters
    Most pages of this template name their canonical with, say, https and without a slash at the
    end, some otherwise. Google then sees two addresses where there should be one.

    ## How to fix
    Let one function write all canonicals. Shopify: `{{ canonical_url }}` in theme.liquid.
    WooCommerce: the SEO plugin alone. Magento: Stores > Configuration > Catalog > Search Engine
    Optimization. BigCommerce: `{{head.canonical}}`. Salesforce Commerce Cloud: the htmlHead
    template of the storefront cartridge.

    ## What is not checked
    Templates with fewer than ten pages, and those where less than 70 % agree. Only scheme, www and
    the slash at the end are compared: other hosts have a check of their own, and home pages, which
    all have the slash, are left out.
    """
    forms: dict[str, list[tuple[str, str, str]]] = {}
    for row in index.pages(PageState.OK):
        if not row.template or not row.canonical or is_front_door(row.canonical):
            continue
        if same_host(row.canonical, row.url):
            form = form_of(row.canonical)
            forms.setdefault(row.template, []).append((form, row.url, row.canonical))
    judged = {name: rows for name, rows in forms.items() if len(rows) >= FEWEST_PAGES}
    if not judged:
        raise NotApplicable
    for name, rows in judged.items():
        usual, times = Counter(form for form, _, _ in rows).most_common(1)[0]
        if times < NORM * len(rows):
            continue
        for form, url, canonical in rows:
            if form != usual:
                yield Problem(
                    page=url,
                    message=f"The canonical is {form}, that of most pages of {name} is {usual}.",
                    cause=f"canonical: {form} on {name}",
                    evidence={"canonical": canonical, "usual": usual},
                )


def form_of(url: str) -> str:
    """How an address is written: "https://shop.example, without a slash at the end"."""
    parts = urlsplit(url)
    slash = "with" if parts.path.endswith("/") else "without"
    return f"{parts.scheme}://{parts.netloc}, {slash} a slash at the end"
