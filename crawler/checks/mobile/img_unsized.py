"""mobile/img-unsized"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import marked, subject
from crawler.records import PictureFacts, Problem, RenderFacts, Severity

GOOD_SHIFT = 0.1
"""Up to here web.dev calls the layout shift good."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "Lighthouse 13.5, core/audits/unsized-images.js (read 2026-11-23)",
        "https://web.dev/articles/cls (read 2026-11-23)",
    ),
    also=("Lighthouse: unsized-images",),
)
def img_unsized(pictures: PictureFacts, render: RenderFacts) -> Iterator[Problem]:
    """A picture has no size before it loads

    ## Why it matters
    The browser does not know how much room it needs. When the picture comes, everything below it
    jumps, and the shopper taps something else.

    ## How to fix
    Write `width` and `height` into the `<img>` tag (the pixels of the file will do), or give its
    box an `aspect-ratio`. Shopify: Online Store > Themes > Edit code (`image_tag`). WooCommerce:
    the theme's image functions, and lazy-load plugins. Magento: the theme's .phtml files.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    templates.

    ## What is not checked
    Pictures whose box is held by a fixed height, an aspect ratio or a place of its own; very small
    ones. Where the page was seen to jump (layout shift over 0.1) this is a warning.
    """
    if not pictures.unsized:
        return
    jumps = render.cls is not None and render.cls > GOOD_SHIFT
    lacks = "no width and height"
    said = subject(pictures.unsized, "picture", f"has {lacks}", f"have {lacks}")
    yield marked(
        pictures.unsized,
        "unsized picture",
        f"{said}, so the page moves when it loads.",
        severity=Severity.WARNING if jumps else None,
    )
