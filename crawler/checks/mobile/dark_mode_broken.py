"""mobile/dark-mode-broken"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://web.dev/articles/prefers-color-scheme (read 2026-11-23)",
        "https://www.w3.org/TR/WCAG22/#contrast-minimum (read 2026-11-23)",
    ),
)
def dark_mode_broken(text: TextFacts) -> Iterator[Problem]:
    """Words cannot be read when the phone asks for dark colours

    ## Why it matters
    Many phones switch to dark colours in the evening, when most people shop. Words that keep their
    dark colour on a dark ground are gone then.

    ## How to fix
    Set a colour for words wherever the dark style sheet changes the ground, or leave the dark
    colours out. Shopify: Online Store > Themes > Edit code. WooCommerce: Appearance > Customize >
    Additional CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Shops without dark colours, style sheets of other hosts, and words on pictures.
    """
    if text.dark is None:
        raise NotApplicable
    if not text.dark:
        return
    first = text.dark.items[0]
    number = text.dark.count
    yield marked(
        "dark colours",
        text.dark,
        f"{called(first)} has {first.note}; 3:1 is the least"
        + (f". So it is with {number} texts." if number > 1 else "."),
        found=first.value,
        expected=3,
    )
