"""seo/og-image-small"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import not_system
from crawler.records import HeadFacts, PageRecord, Problem, Severity

LARGE = (1200, 630)
SMALLEST = 200
"""Pixels. Facebook, "Images in Link Shares"."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("https://developers.facebook.com/docs/sharing/webmasters/images/ (read 2026-11-23)",),
    also=("squirrelscan: social/og-image-size",),
)
def og_image_small(head: HeadFacts, page: PageRecord) -> Iterator[Problem]:
    """The picture for sharing is small

    ## Why it matters
    When somebody shares the page, a picture below 1200 by 630 pixels is shown as a thumbnail beside
    the text, below 200 by 200 not at all. A large one brings more clicks.

    ## How to fix
    Name a larger picture in `og:image`. Shopify: Online Store > Preferences > Social sharing image,
    and the product's first picture. WooCommerce: the SEO plugin's social tab. Magento: an Open
    Graph extension. BigCommerce: the product's first picture. Salesforce Commerce Cloud: the image
    type used in the htmlHead template.

    ## What is not checked
    Pages that do not say how large the picture is (`og:image:width` and `og:image:height`), and
    basket, account and search pages.
    """
    not_system(page)
    sizes = [head.meta_value(f"og:image:{side}") or "" for side in ("width", "height")]
    if not all(re.fullmatch(r"\d{1,5}", size.strip()) for size in sizes):
        raise NotApplicable
    width, height = (int(size) for size in sizes)
    if width >= LARGE[0] and height >= LARGE[1]:
        return
    tiny = min(width, height) < SMALLEST
    shown = "not shown at all" if tiny else "shown as a thumbnail"
    yield Problem(
        message=f"The picture for sharing has {width} x {height} pixels and is {shown}.",
        severity=Severity.WARNING if tiny else None,
        cause=f"og:image {width} x {height}",
        evidence={"width": width, "height": height, "picture": head.meta_value("og:image")},
    )
