"""mobile/rtl-broken"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/International/questions/qa-html-dir (read 2026-11-23)",
        "our own limit: 30 % of the characters",
    ),
)
def rtl_broken(text: TextFacts) -> Iterator[Problem]:
    """Text that is read from the right is set from the left

    ## Why it matters
    Arabic, Hebrew, Persian and Urdu begin at the right edge. Set to the left, full stops jump to
    the wrong end, and lists and prices are hard to follow.

    ## How to fix
    Put `dir="rtl"` on the html element of these languages, and use `text-align: start` in place of
    `left` in the style sheet. Shopify: Online Store > Themes > Edit code. WooCommerce: Appearance >
    Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes
    > Edit theme files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Blocks with fewer than twenty such characters, and centred text. Pages that slide to the left
    have a finding of their own.
    """
    if not text.rtl_letters:
        raise NotApplicable
    share = text.rtl_wrong / text.rtl_letters
    if share <= _MOST:
        return
    yield marked(
        "right to left",
        text.leftward,
        f"{share:.0%} of the text that is read from the right is set from the left, "
        f"first {called(text.leftward.items[0])} ({text.leftward.items[0].note}).",
        found=round(share, 2),
        expected=_MOST,
    )


_MOST = 0.3
"""Share of the characters of such scripts."""
