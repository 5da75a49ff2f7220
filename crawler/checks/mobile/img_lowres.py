"""mobile/img-lowres"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import marked, subject
from crawler.records import PictureFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "Lighthouse 13.5, core/audits/image-size-responsive.js (read 2026-11-23)",
        "our own limit below the first screen: twice the size of the file",
    ),
    also=("Lighthouse: image-size-responsive",),
)
def img_lowres(pictures: PictureFacts) -> Iterator[Problem]:
    """A picture has too few pixels for a phone's screen

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
    the first screen a picture needs three quarters of what the screen can show, and it is a notice
    where every picture has a pixel for each of its place. Further down only those are reported that
    come in one size and are drawn at twice that.
    """
    if not pictures.lowres:
        return
    soft = min(item.value or 0 for item in pictures.lowres.items) >= 1
    does = ("is not quite sharp", "are not quite sharp") if soft else ("is blurred", "are blurred")
    said = subject(pictures.lowres, "picture", *does)
    yield marked(
        pictures.lowres,
        "blurred",
        f"{said}: {pictures.lowres.items[0].note}.",
        severity=Severity.NOTICE if soft else None,
    )
