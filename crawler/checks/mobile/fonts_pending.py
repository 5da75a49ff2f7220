"""mobile/fonts-pending"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developer.chrome.com/docs/performance/insights/font-display (read 2026-11-23)",
        "https://drafts.csswg.org/css-fonts-4/#font-display-desc (read 2026-11-23)",
    ),
    also=("Lighthouse: font-display",),
)
def fonts_pending(text: TextFacts) -> Iterator[Problem]:
    """Text stays invisible until its font has loaded

    ## Why it matters
    The page is there, but its words are not: shoppers with a slow connection look at empty boxes
    for up to three seconds.

    ## How to fix
    Add `font-display: swap` to the font's `@font-face`, so that another font stands in until then,
    and serve it from your own host. Shopify: Online Store > Themes > Edit code. WooCommerce:
    Appearance > Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Fonts that had arrived when we looked.
    """
    if not text.fonts_pending:
        return
    names = ", ".join(text.fonts_pending[:3])
    yield Problem(
        message=f"Words stay hidden until their font has come; still on its way: {names}.",
        cause=f"font: {text.fonts_pending[0]}",
        evidence={"found": list(text.fonts_pending)},
    )
