"""mobile/gallery-no-swipe"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import elements
from crawler.records import PageKind, PictureFacts, Problem, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=("convention: on a phone pictures that stand in a row are swiped",),
)
def gallery_no_swipe(pictures: PictureFacts) -> Iterator[Problem]:
    """The product's pictures cannot be swiped

    ## Why it matters
    Only the first picture can be seen: there are others beside it, but no finger gets to them.

    ## How to fix
    Let the row scroll by itself (`overflow-x: auto; scroll-snap-type: x mandatory`), or find out
    why the gallery's script does not start on phones. Shopify: Online Store > Themes > Customize >
    Product pages > Media. WooCommerce: Appearance > Customize > WooCommerce > Product images.
    Magento: the theme's etc/view.xml (gallery). BigCommerce: Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: the carousel of the product detail template.

    ## What is not checked
    Galleries with anything to tap on or just below them, and pictures that lie on top of each
    other: whether those work shows only when they are used. Galleries under a layer that covers
    them.
    """
    if pictures.gallery_moves is None:
        raise NotApplicable
    row = pictures.stuck_gallery
    if row is not None:
        yield Problem(
            message=f"A swipe does not move the row of {row.value or 0:.0f} product pictures.",
            selector=row.selector,
            cause=f"gallery: {row.selector}",
            evidence={"elements": elements((row,))},
        )
