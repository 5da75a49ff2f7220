"""mobile/text-over-image"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import Problem, Severity, TextFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#contrast-minimum (read 2026-11-23)",
        "our own limit: 3:1 in the middle of what is behind the words",
    ),
)
def text_over_image(text: TextFacts) -> Iterator[Problem]:
    """Words on a picture can hardly be read

    ## Why it matters
    The headline of an offer disappears in the photograph behind it, above all in the sun.

    ## How to fix
    Put a dark layer between picture and words, or a ground behind the words, or choose another
    picture. Shopify: Online Store > Themes > Customize, overlay opacity of the banner. WooCommerce:
    the Cover block, overlay. Magento: Page Builder > Banner, overlay. BigCommerce: Storefront >
    Themes > Customize, or Page Builder > Banner. Salesforce Commerce Cloud: Page Designer, the
    banner component.

    ## What is not checked
    Pictures of other hosts and pictures put there by style sheets, which nobody may read; words
    with a shadow; words below the first screen. Gradients are judged everywhere.
    """
    if not text.over_picture:
        return
    first = text.over_picture.items[0]
    yield marked(
        "text on picture",
        text.over_picture,
        f"{called(first)} has {first.note}; 3:1 is the least.",
        found=first.value,
        expected=3,
    )
