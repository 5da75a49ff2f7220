"""images/image-alt-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.images.pictures import judged_images, name_of, picture_key
from crawler.records import ImageFacts, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#non-text-content (read 2026-11-23)",
        "https://developers.google.com/search/docs/appearance/google-images (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Images: Missing Alt Attribute",
        "Screaming Frog: Images: Missing Alt Text",
        "Ahrefs: Missing alt text",
        "Semrush: Missing ALT attributes",
        "Lighthouse: image-alt",
        "seonaut: Pages containing images with no alt attribute",
        "squirrelscan: images/alt-text",
        "Yoast: Image alt tags",
    ),
)
def image_alt_missing(page: PageRecord, images: ImageFacts) -> Iterator[Problem]:
    """A picture has no alternative text

    ## Why it matters
    Who cannot see the picture hears its file name read aloud, or nothing. In many countries the law
    asks shops for this text, and Google finds pictures by it.

    ## How to fix
    Describe in a few words what the picture shows; write `alt=""` where it is decoration only.
    Shopify: Products > (product) > Media > Edit alt text. WooCommerce: Media > Library >
    (picture) > Alternative Text. Magento: Catalog > Products > (product) > Images and Videos > Alt
    Text. BigCommerce: Products > (product) > Images & Videos > Description. Salesforce Commerce
    Cloud: the image's alt attribute in the product's image settings. Where all pictures of a
    template lack it, the theme does not print it.

    ## What is not checked
    Whether the text fits the picture; an empty text (`alt=""`), which is right for decoration;
    pictures that the HTML hides or that are one pixel large; basket, account and search pages.
    """
    judged = judged_images(page, images)
    if not judged:
        raise NotApplicable
    seen: set[str] = set()
    for image in judged:
        if image.alt is not None or image.named:
            continue
        key = picture_key(image)
        if key in seen:
            continue
        seen.add(key)
        yield Problem(
            message=f"The picture {name_of(image)} has no alternative text.",
            about=key,
            cause=f"no alt: {key}" if image.region != "main" else f"no alt on {page.kind} pages",
            evidence={"src": image.src[:300], "region": str(image.region)},
        )
