"""seo/og-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import facets_of, is_later_page
from crawler.records import (
    MONEY_KINDS,
    HeadFacts,
    PageRecord,
    Problem,
    Severity,
)

_NEEDED = ("og:title", "og:type", "og:image", "og:url")
"""The four that every page must have: https://ogp.me/#metadata (read 2026-11-23)."""


@check(
    Severity.WARNING,
    since="0.1",
    kinds=MONEY_KINDS,
    sources=("https://ogp.me/ (read 2026-11-23)",),
    also=(
        "Ahrefs: Open Graph tags missing",
        "Ahrefs: Open Graph tags incomplete",
        "squirrelscan: core/og-tags",
    ),
)
def og_missing(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """A shared link to the page would look poor

    ## Why it matters
    Facebook, WhatsApp, Pinterest and others build the card of a shared link from Open Graph tags.
    Without title, kind, picture and address they guess, and often show no picture.

    ## How to fix
    Add the tags that are named. Shopify: Online Store > Themes > Edit code >
    snippets/meta-tags.liquid; Online Store > Preferences > Social sharing image. WooCommerce: the
    SEO plugin's social settings. Magento: the theme's opengraph templates (Magento_Catalog).
    BigCommerce: Storefront > Themes > Edit theme files > components/common. Salesforce Commerce
    Cloud: Merchant Tools > SEO > Page Meta Tag Rules.

    ## What is not checked
    Pages other than home, categories and products; later pages and filters of a category. Whether
    the picture can be fetched.
    """
    if is_later_page(page.url) or facets_of(page.url):
        raise NotApplicable
    found = {
        name.partition(":secure_url")[0].removesuffix(":url") for name, text in head.meta if text
    }
    found |= {name for name, text in head.meta if text}
    missing = [name for name in _NEEDED if name not in found]
    if missing:
        yield Problem(
            message=f"This {page.kind} page lacks {', '.join(missing)}.",
            cause=f"open graph: {page.kind} lacks {', '.join(missing)}",
            evidence={"missing": missing},
        )
