"""mobile/img-lowres"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import marked, subject
from crawler.records import PictureFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.2",
    sources=(
        "Lighthouse 13.5, core/audits/image-size-responsive.js (read 2026-11-23)",
        "our own limit below the first screen: twice the size of the file",
    ),
    also=("Lighthouse: image-size-responsive",),
)
def img_lowres(pictures: PictureFacts) -> Iterator[Problem]:
    """A picture is blurred, because it has too few pixels

    ## Why it matters
    Phones have sharp screens. A picture that is blown up looks blurred there, and shoppers cannot
    see what they would buy.

    ## How to fix
    Upload a larger picture, and offer the phone the right one of several sizes (`srcset`). Shopify:
    Online Store > Themes > Edit code (`image_url` with a width, `srcset`). WooCommerce: Appearance
    > Customize > WooCommerce > Product images, then regenerate thumbnails. Magento: the theme's
    etc/view.xml. BigCommerce: Storefront > Themes > Customize > image sizes. Salesforce Commerce
    Cloud: the image service's parameters.

    ## What is not checked
    Pictures up to 64 pixels, drawings (SVG), pictures that a style sheet shows, and pixel art. On
    the first screen a picture needs three quarters of what the screen can show; further down only
    those are reported that are drawn at twice their size.
    """
    if pictures.lowres:
        said = subject(pictures.lowres, "picture", "is blurred", "are blurred")
        yield marked(pictures.lowres, "blurred", f"{said}: {pictures.lowres.items[0].note}.")
