"""mobile/body-text-small"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import LEAST_LETTERS, elements
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own limit: 14 px for half of the characters",
        "https://web.dev/articles/responsive-web-design-basics (read 2026-11-23)",
    ),
)
def body_text_small(text: TextFacts) -> Iterator[Problem]:
    """The text of the page is small for a phone

    ## Why it matters
    It can be read, but only with an effort, and shoppers read less of it: of the product, of what
    makes the shop better than the next.

    ## How to fix
    Set the text of the page to 16 pixels. Shopify: Online Store > Themes > Edit code. WooCommerce:
    Appearance > Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Pages most of whose text is under 12 pixels have a finding of their own. Pages with fewer than a
    hundred characters.
    """
    if text.letters < LEAST_LETTERS or text.median_px is None or text.median is None:
        raise NotApplicable
    if text.median_px >= _LEAST or text.small_share > 0.4:
        return
    yield Problem(
        message=f"Half of the text is {text.median_px:g} px or smaller; {_LEAST} px is the least.",
        selector=text.median.selector,
        cause=f"body text: {text.median.selector}",
        evidence={
            "elements": elements((text.median,)),
            "found": text.median_px,
            "expected": _LEAST,
        },
    )


_LEAST = 14
"""CSS pixels."""
