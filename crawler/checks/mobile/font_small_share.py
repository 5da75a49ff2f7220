"""mobile/font-small-share"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import LEAST_LETTERS, called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own limit: a fifth of the characters",
        "https://developer.chrome.com/docs/lighthouse/seo/font-size (read 2026-11-23)",
    ),
)
def font_small_share(text: TextFacts) -> Iterator[Problem]:
    """Much of the text is small print

    ## Why it matters
    Delivery, tax and sizes are what shoppers look for before they buy, and it is what is mostly set
    too small.

    ## How to fix
    Set texts that matter for buying to 14 pixels and more. Shopify: Online Store > Themes > Edit
    code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    style sheet.

    ## What is not checked
    Pages most of whose text is small have a finding of their own.
    """
    if text.letters < LEAST_LETTERS:
        raise NotApplicable
    if not _MOST < text.small_share <= 0.4:
        return
    yield marked(
        "small print",
        text.small,
        f"{text.small_share:.0%} of the characters are under 12 px ({_MOST:.0%} is the limit), "
        f"first {called(text.small.items[0])} ({text.small.items[0].note}).",
        found=text.small_share,
        expected=_MOST,
    )


_MOST = 0.2
"""Share of the characters."""
