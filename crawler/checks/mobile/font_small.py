"""mobile/font-small"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import LEAST_LETTERS, called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://developer.chrome.com/docs/lighthouse/seo/font-size (read 2026-11-23)",),
    also=(
        "Lighthouse: font-size",
        "Ahrefs: Text is too small",
    ),
)
def font_small(text: TextFacts) -> Iterator[Problem]:
    """Most of the text is too small to read on a phone

    ## Why it matters
    Shoppers spread their fingers on every page, or leave. The older they are, the sooner.

    ## How to fix
    Set the text of the page to 16 pixels and nothing below 12. Shopify: Online Store > Themes >
    Edit code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's
    _extend.less. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud:
    the cartridge's style sheet.

    ## What is not checked
    Words in pictures, and pages with fewer than a hundred characters.
    """
    if text.letters < LEAST_LETTERS:
        raise NotApplicable
    large = 1 - text.small_share
    if large >= _LEAST:
        return
    yield marked(
        "small text",
        text.small,
        f"Only {large:.0%} of the characters are 12 px or larger ({_LEAST:.0%} is the least), "
        f"first {called(text.small.items[0])} ({text.small.items[0].note}).",
        found=round(large, 2),
        expected=_LEAST,
    )


_LEAST = 0.6
"""Share of the characters: Lighthouse's limit."""
