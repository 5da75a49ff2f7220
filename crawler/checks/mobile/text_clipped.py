"""mobile/text-clipped"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/WAI/standards-guidelines/act/rules/59br37/ (read 2026-11-23)",
        "our own limit: 2 px at the side, 6 px of a single line in height",
    ),
)
def text_clipped(text: TextFacts) -> Iterator[Problem]:
    """Words are cut off by their own box

    ## Why it matters
    A price without its last digit, a size that cannot be told from another: shoppers guess, or
    leave.

    ## How to fix
    Let the box grow: take out `white-space: nowrap`, a fixed `height` or `width`, or `overflow:
    hidden`. If it must stay so small, `text-overflow: ellipsis` at least shows that something is
    missing. Shopify: Online Store > Themes > Edit code. WooCommerce: Appearance > Customize >
    Additional CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Texts of several lines that are folded up, and what is shortened with dots or fades out.
    """
    if not text.clipped:
        return
    first = text.clipped.items[0]
    number = text.clipped.count
    yield marked(
        "text clipped",
        text.clipped,
        f"{called(first)} does not fit its box: {first.note}"
        + (f"; so it is with {number} texts." if number > 1 else "."),
    )
