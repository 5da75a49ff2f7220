"""mobile/img-oversized"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import marked, subject
from crawler.records import PictureFacts, Problem, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own limit: four times the pixels that the screen can show, and over 400 px wide",
        "Lighthouse 13.5, image-delivery-insight (read 2026-11-23)",
    ),
    also=("Lighthouse: image-delivery-insight",),
)
def img_oversized(pictures: PictureFacts) -> Iterator[Problem]:
    """A picture is far larger than the phone can show

    ## Why it matters
    The phone loads pixels that it throws away. On a slow network the page is ready later, and the
    shopper pays for the data.

    ## How to fix
    Offer several sizes with `srcset` and `sizes`, so that the phone takes a small one. Shopify:
    Online Store > Themes > Edit code (`image_url` with a width, `srcset`). WooCommerce: Appearance
    > Customize > WooCommerce > Product images, then regenerate thumbnails. Magento: the theme's
    etc/view.xml. BigCommerce: Storefront > Themes > Customize > image sizes. Salesforce Commerce
    Cloud: the image service's parameters.

    ## What is not checked
    Pictures up to 400 pixels wide, drawings (SVG), and pictures that a style sheet shows. Reported
    is what has more than four times the pixels that the screen can show.
    """
    if pictures.oversized:
        said = subject(pictures.oversized, "picture", "is too large", "are too large")
        first = pictures.oversized.items[0]
        yield marked(
            pictures.oversized,
            "oversized picture",
            f"{said}: {first.note}, {first.value or 0:.0f} times what this screen shows.",
            expected=4,
        )
