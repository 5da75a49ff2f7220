"""seo/content-needs-javascript"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    seen_on_phone,
)
from crawler.records import (
    OfferFacts,
    OutlineFacts,
    PageKind,
    PageRecord,
    PriceState,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT, PageKind.CATEGORY}),
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/javascript/javascript-seo-basics"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: JavaScript: Contains JavaScript Content",
        "squirrelscan: ax/content-without-js",
    ),
)
def content_needs_javascript(page: PageRecord, outline: OutlineFacts) -> Iterator[Problem]:
    """What matters on the page is there only after scripts ran

    ## Why it matters
    Google runs scripts late and sometimes not at all; most other search engines, price comparisons
    and AI assistants never do. They see a page without the product.

    ## How to fix
    Let the server write it into the HTML. Shopify: theme.liquid and sections, not an app's script.
    WooCommerce: the SEO plugin, not the tag manager. Magento: server-side templates, or server
    rendering of the PWA. BigCommerce: theme files instead of Script Manager. Salesforce Commerce
    Cloud: the storefront cartridge, or server rendering of the PWA Kit.

    ## What is not checked
    Pages other than products and categories, and those that were not looked at in a browser. Words
    are compared only where the shop was read through a browser; the heading only where it was not.
    """
    render = seen_on_phone(page)
    if page.served is None and render is None:
        raise NotApplicable
    late: list[str] = []
    words = outline.word_count
    if page.served is not None:
        offer, seen = page.served.offer, page.offer
        if words and page.served.word_count < words / 2:
            late.append("more than half of the words")
    else:
        offer, seen = page.offer, render.offer if render else None
        heading = any(h.level == 1 and h.text for h in outline.headings)
        if not heading and render is not None and any(text.strip() for text in render.h1):
            late.append("the main heading (H1)")
    if page.kind is PageKind.PRODUCT and _is_priced(seen) and not _is_priced(offer):
        late.append("the price")
    if late:
        yield Problem(
            message=f"Only scripts bring {' and '.join(late)} into this {page.kind} page.",
            cause=f"{page.kind}: scripts bring {', '.join(late)}",
            evidence={
                "late": late,
                "words_served": page.served.word_count if page.served else words,
                "words_rendered": words if page.served else None,
            },
        )


def _is_priced(offer: OfferFacts | None) -> bool:
    return offer is not None and offer.state is PriceState.SHOWN
