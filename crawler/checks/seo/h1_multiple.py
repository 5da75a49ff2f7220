"""seo/h1-multiple"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    OutlineFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention, not a Google rule: Google copes with several main headings",
        "https://www.w3.org/WAI/tutorials/page-structure/headings/ (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: H1: Multiple",
        "Ahrefs: Multiple H1 tags",
        "Semrush: Multiple h1 tags",
        "squirrelscan: core/h1",
        "Yoast: Single title",
    ),
)
def h1_multiple(page: PageRecord, outline: OutlineFacts) -> Iterator[Problem]:
    """The page has several main headings

    ## Why it matters
    One main heading (H1) says what the page is about. With several, people who use a screen reader
    cannot tell which is the name of the product. Google copes.

    ## How to fix
    Keep the name of the product or category as H1 and make the others H2 or plain text. Often the
    logo or a banner is one. Shopify: Online Store > Themes > Edit code > sections. WooCommerce: the
    theme's templates (Appearance > Theme File Editor) and the text of the page. Magento: the
    theme's templates, and Content > Pages or Blocks. BigCommerce: Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: the templates of the storefront cartridge, and content assets.

    ## What is not checked
    Basket, account, checkout and search pages. Headings that the HTML hides; style sheets are not
    read. The same text twice, as themes print it once for phones and once for large screens.
    """
    not_system(page)
    mains = list(
        dict.fromkeys(h.text for h in outline.headings if h.level == 1 and h.text and not h.hidden)
    )
    if not mains:
        raise NotApplicable
    if len(mains) > 1:
        named = " and ".join(f'"{text[:60]}"' for text in mains[:3])
        yield Problem(
            message=f"The page has {len(mains)} main headings (H1): {named}.",
            evidence={"found": mains[:20]},
        )
