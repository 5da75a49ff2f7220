"""images/image-src-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import ImageFacts, PageKind, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/google-images (read 2026-11-23)",
        "https://html.spec.whatwg.org/multipage/embedded-content.html#the-img-element"
        " (read 2026-11-23)",
    ),
    also=(
        "seonaut: Pages with pictures missing the img element",
        "squirrelscan: images/picture-element",
    ),
)
def image_src_missing(page: PageRecord, images: ImageFacts) -> Iterator[Problem]:
    """A picture has sizes to choose from, but no src

    ## Why it matters
    Google finds a picture by its src attribute, and so do previews, feeds and older programs. With
    srcset or <picture> alone the product may stay without a picture there.

    ## How to fix
    Give the `<img>` a src with one middle size beside its srcset. Shopify: use `image_tag`, which
    writes both. WooCommerce: `wp_get_attachment_image`. Magento: the theme's image.phtml.
    BigCommerce: the theme's components/common/responsive-img.html. Salesforce Commerce Cloud: the
    storefront cartridge's image templates.

    ## What is not checked
    Pictures that style sheets show. Pictures with a src for scripts (data-src) or a <noscript>
    beside them. Basket, account and search pages.
    """
    if page.kind in (PageKind.SYSTEM, PageKind.SEARCH) or not images.images:
        raise NotApplicable
    seen: set[str] = set()
    for image in images.images:
        name = (image.alt or "").strip()[:60]
        if not image.src_missing or name in seen:
            continue
        seen.add(name)
        called = f'The picture "{name}"' if name else "A picture"
        yield Problem(
            message=f"{called} has no src beside its srcset or <picture>.",
            about=name,
            cause=f"no src on {page.kind} pages: {image.region}",
            evidence={"alt": image.alt, "region": str(image.region)},
        )
