"""mobile/img-broken"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.mobile.view import elements, require_opened
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://html.spec.whatwg.org/multipage/images.html#img-none (read 2026-11-23)",
        "https://developers.google.com/search/docs/appearance/google-images (read 2026-11-23)",
    ),
    also=("squirrelscan: images/broken-images",),
)
def img_broken(render: RenderFacts) -> Iterator[Problem]:
    """A picture does not show

    ## Why it matters
    Shoppers see an empty frame where the product should be, and nobody buys blind.

    ## How to fix
    Upload the picture again, in a format that browsers know. Shopify: Products > (product) > Media.
    WooCommerce: Products > (product) > Product gallery. Magento: Catalog > Products > (product) >
    Images And Videos. BigCommerce: Products > (product) > Images & Videos. Salesforce Commerce
    Cloud: Merchant Tools > Products and Catalogs > Products > (product) > Images.

    ## What is not checked
    Pictures that a style sheet shows. Pictures further down were given the time to load.
    """
    require_opened(render)
    for image in render.broken_images:
        name = urlsplit(image.note).path.rpartition("/")[2] or image.note or image.selector
        alt = f' ("{image.text[:60]}")' if image.text else ""
        yield Problem(
            message=f"The picture {name[:80]}{alt} does not show on a phone.",
            about=image.note or image.selector,
            selector=image.selector,
            cause=image.note or image.selector,
            evidence={"elements": elements((image,))},
        )
