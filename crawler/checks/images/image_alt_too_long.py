"""images/image-alt-too-long"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.images.pictures import judged_images, name_of, picture_key
from crawler.records import ImageFacts, PageRecord, Problem, Severity


class ImageAltTooLongOptions(CheckOptions):
    """How long an alternative text may be."""

    most_characters: int = Field(
        default=125, ge=20, le=2000, description="Longest alternative text that is fine."
    )


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("convention, no rule of a search engine: an alternative text of at most 125 signs",),
    also=(
        "Screaming Frog: Images: Alt Text Over 100 Characters",
        "seonaut: Images with long Alt text",
    ),
)
def image_alt_too_long(
    page: PageRecord, images: ImageFacts, options: ImageAltTooLongOptions
) -> Iterator[Problem]:
    """The alternative text of a picture is very long

    ## Why it matters
    A screen reader reads it aloud in one piece, and its user cannot skip a part. Long lists of
    search words in it annoy people and do not help at Google.

    ## How to fix
    Say in one sentence what the picture shows; what is longer belongs in the text of the page.
    Shopify: Products > (product) > Media > Edit alt text. WooCommerce: Media > Library > (picture)
    > Alternative Text. Magento: Catalog > Products > (product) > Images and Videos. BigCommerce:
    Products > (product) > Images & Videos. Salesforce Commerce Cloud: the product's image settings.

    ## What is not checked
    Whether the text fits the picture. Basket, account and search pages.
    """
    judged = [image for image in judged_images(page, images) if image.alt]
    if not judged:
        raise NotApplicable
    seen: set[str] = set()
    for image in judged:
        alt, key = " ".join((image.alt or "").split()), picture_key(image)
        if len(alt) > options.most_characters and key not in seen:
            seen.add(key)
            yield Problem(
                message=(
                    f"The alternative text of the picture {name_of(image)} has {len(alt)}"
                    f" characters; up to {options.most_characters} are fine."
                ),
                about=key,
                cause=f"long alt: {key}",
                evidence={"found": alt[:300], "src": image.src[:300]},
            )
