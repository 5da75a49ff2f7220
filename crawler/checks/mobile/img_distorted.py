"""mobile/img-distorted"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import marked, subject
from crawler.records import PictureFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "Lighthouse 13.5, core/audits/image-aspect-ratio.js (read 2026-11-23)",
        "our own limit beside it: 3 % of the side",
    ),
    also=("Lighthouse: image-aspect-ratio",),
)
def img_distorted(pictures: PictureFacts) -> Iterator[Problem]:
    """A picture is stretched

    ## Why it matters
    A squashed product looks cheap, and nobody sees how it really is: shoppers send it back or do
    not buy it.

    ## How to fix
    Give one side only and let the other follow (`height: auto`), or let the picture fill its box
    with `object-fit: cover` or `contain`. Shopify: Online Store > Themes > Edit code. WooCommerce:
    Appearance > Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Differences under 2 pixels or 3 % of the side, which nobody sees; strips of colour that are
    stretched on purpose; drawings (SVG); pictures that a style sheet shows.
    """
    if pictures.distorted:
        said = subject(pictures.distorted, "picture", "is stretched", "are stretched")
        note = pictures.distorted.items[0].note
        yield marked(pictures.distorted, "stretched", f"{said}: {note}.")
