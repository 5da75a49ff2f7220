"""mobile/line-height-tight"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own limit: 1.2 times the letters, for texts of three lines and more",
        "https://www.w3.org/TR/WCAG22/#text-spacing (read 2026-11-23)",
    ),
)
def line_height_tight(text: TextFacts) -> Iterator[Problem]:
    """The lines of a text stand too close

    ## Why it matters
    Eyes lose the line when they jump back. On a phone, where lines are short, they jump often.

    ## How to fix
    Give texts a `line-height` of 1.5. Shopify: Online Store > Themes > Edit code. WooCommerce:
    Appearance > Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Headings and other texts of 20 pixels and more, and texts of one or two lines.
    """
    if not text.tight:
        return
    first = text.tight.items[0]
    yield marked(
        "line height",
        text.tight,
        f"The lines of {called(first)} are {first.value:g} times as high as its letters; "
        "1.2 is the least.",
        found=first.value,
        expected=1.2,
    )
