"""data/product-image-missing"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, at, source
from crawler.checks.data.products_in_markup import marked_products, prop, scalar
from crawler.records import Image, PageKind, PageRecord, Problem, Region, Severity

_PLACEHOLDER = re.compile(
    r"/catalog/product/placeholder/"
    r"|/(?:(?:woocommerce[-_])?placeholder|no[-_]?(?:image|photo|picture)|kein[-_]?bild"
    r"|productdefault|image[-_]?(?:not[-_]?available|coming[-_]?soon))"
    r"(?:[-_]?(?:\d+(?:x\d*)?|image|product|default|tiny|small|medium|large|[0-9a-f]{20,}))*"
    r"\.[a-z]{3,4}$",
    re.IGNORECASE,
)
"""File names of WooCommerce, Magento, Shopify, BigCommerce and of many themes."""
_TINY = 50
"""Pixels; our own limit. Icons and counting pixels are smaller."""


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        source(MERCHANT),
        "convention, not a Google rule: a placeholder is no picture of the product",
    ),
)
def product_image_missing(page: PageRecord) -> Iterator[Problem]:
    """The product has no picture, or only a placeholder

    ## Why it matters
    Nobody buys blind. Google lists products only with a picture, and Merchant Center disapproves
    placeholders.

    ## How to fix
    Upload a picture; after an import check that the image addresses were taken over. Shopify:
    Products > (product) > Media. WooCommerce: Products > (product) > Product image. Magento:
    Catalog > Products > (product) > Images And Videos. BigCommerce: Products > (product) > Images &
    Videos. Salesforce Commerce Cloud: Merchant Tools > Products and Catalogs > Products >
    (product) > Images.

    ## What is not checked
    What a picture shows, and whether it loads (see links/resource-broken). Placeholders are known
    by their file name in the product data and in og:image; in the page itself they may wait for the
    real picture.
    """
    if page.images is None or page.structured is None or page.head is None:
        raise NotApplicable
    if page.outline is None or not page.outline.word_count:
        raise NotApplicable  # an empty shell that scripts fill
    products = marked_products(page)
    marked: list[str] = []
    for product in products:
        for _, row in product.rows:
            marked += [found for value in at(row, "image", product.nodes) if (found := _url(value))]
    marked = [value for value in marked if value.strip()]
    shared = page.head.meta_value("og:image") or ""
    told = marked or ([shared] if _PLACEHOLDER.search(_file(shared)) else [])
    if told:
        if all(_PLACEHOLDER.search(_file(value)) for value in told):
            name = _file(told[0]).rpartition("/")[2][:80]
            yield Problem(
                message=f'The picture of the product is a placeholder, "{name}".',
                cause="placeholder image",
                evidence={"found": told[:5]},
            )
        return
    if shared:
        raise NotApplicable  # the page has a picture to share; it may be a background
    if any(_shows(image) for image in page.images.images):
        return
    yield Problem(
        message="No picture of the product was found, neither in the page nor in its data.",
        cause="no image",
        evidence={"images_on_the_page": len(page.images.images)},
    )


def _file(address: str) -> str:
    """The address without query and fragment, with a slash before the first part."""
    return "/" + address.strip().partition("#")[0].partition("?")[0]


def _url(value: object) -> str:
    if isinstance(value, dict):
        for name in ("contentUrl", "url"):
            inner = scalar(prop(value, name))
            if isinstance(inner, str) and inner:
                return inner
        value = scalar(value)
    return value if isinstance(value, str) else ""


def _shows(image: Image) -> bool:
    """Whether it may be the product; an image whose address scripts set later counts."""
    if image.region is not Region.MAIN or image.decorative:
        return False
    return all(size is None or size >= _TINY for size in (image.width, image.height))
