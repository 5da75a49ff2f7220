"""images/image-no-dimensions"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.images.pictures import judged_images, name_of, picture_key
from crawler.records import ImageFacts, PageRecord, Problem, RenderFacts, RenderState, Severity

_STEADY = 0.1
"""Cumulative layout shift up to which Google calls a page good: https://web.dev/articles/cls"""
_MOST = 10


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://web.dev/articles/optimize-cls (read 2026-11-23)",
        "https://web.dev/articles/cls (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Images: Missing Size Attributes",
        "Lighthouse: unsized-images",
        "seonaut: Pages containing images missing size attributes",
        "squirrelscan: images/dimensions",
    ),
)
def image_no_dimensions(
    page: PageRecord, images: ImageFacts, render: RenderFacts
) -> Iterator[Problem]:
    """Pictures have no width and height, and the page jumps while it loads

    ## Why it matters
    The browser does not know how much room to keep, so the text moves when the picture arrives and
    the thumb hits the wrong button.

    ## How to fix
    Write width and height into the `<img>`; the style sheet may still scale it (`height: auto`).
    Shopify: use `image_tag`, which writes both. WooCommerce: `wp_get_attachment_image`. Magento:
    the theme's image.phtml. BigCommerce: the theme's responsive-img component. Salesforce Commerce
    Cloud: the storefront cartridge's image templates.

    ## What is not checked
    Pages that were not opened on the phone, and pages that stay steady there (a layout shift up to
    0.1): their style sheet keeps the room. Which picture moves the page is not measured.
    """
    judged = judged_images(page, images)
    usable = render.state in (RenderState.OK, RenderState.PARTIAL)
    if not judged or not usable or render.cls is None or render.stylesheets_failed:
        raise NotApplicable
    bare = [i for i in judged if i.width is None and i.height is None and not i.sized and i.src]
    if render.cls <= _STEADY or not bare:
        return
    yield Problem(
        message=(
            f"The page jumps while it loads (layout shift {render.cls:.2f}), and"
            f" {len(bare)} of its pictures have no width and height, first {name_of(bare[0])}."
        ),
        cause=f"no width and height on {page.kind} pages",
        evidence={"cls": render.cls, "pictures": [picture_key(i) for i in bare[:_MOST]]},
    )
