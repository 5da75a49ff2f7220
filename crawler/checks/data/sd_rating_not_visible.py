"""data/sd-rating-not-visible"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import REVIEW, items_at, source
from crawler.checks.data.products_in_markup import Item, marked_products, prop, scalar
from crawler.checks.data.ratings_in_markup import rating_value
from crawler.extract.ratings import REVIEW_SERVICES
from crawler.records import PageKind, PageRecord, Problem, RatingSign, RenderState, Severity

_UNSEEN = frozenset({RatingSign.NOTHING, RatingSign.DENIED})


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(REVIEW),),
)
def sd_rating_not_visible(page: PageRecord) -> Iterator[Problem]:
    """The product data gives a rating that the page does not show

    ## Why it matters
    Google asks that shoppers find the rating of the markup on the page itself. One that only
    machines read can cost the stars of the whole shop, by a manual action.

    ## How to fix
    Show the stars and the number of reviews beside the product's name, from the same field as the
    markup, and print no aggregateRating while there are no reviews. Shopify: add the review app's
    star block to the product template (Online Store > Themes > Customize), or turn off its rich
    snippets. WooCommerce: WooCommerce > Settings > Products > Enable product reviews, or take the
    rating out of the SEO plugin. Magento: Stores > Configuration > Catalog > Product Reviews, and
    the review summary in the theme. BigCommerce: Storefront > Theme > Customize, product reviews,
    and components/products/schema.html. Salesforce Commerce Cloud: the review provider's cartridge.

    ## What is not checked
    Whether the stars shown are those of the markup: any sign of a rating counts, by text, label,
    picture or name, even one of another product. A page with a place for reviews, or with the
    script of a review service, gets no verdict unless a rating or its denial is seen on it; of such
    a service a denial counts only where the browser saw it.
    """
    rating = _rating(page)
    if rating is None:
        raise NotApplicable
    sign, looked = _seen(page)
    if sign is None or sign is RatingSign.WIDGET:
        raise NotApplicable
    if sign not in _UNSEEN:
        return
    said = "the page shows no rating"
    if sign is RatingSign.DENIED:
        said = "the page says that there are no reviews"
    yield Problem(
        message=f"The product data gives a rating of {_words(rating)}, but {said}.",
        cause=f"rating: {sign}",
        evidence={
            "value": str(scalar(prop(rating, "ratingValue"))),
            "count": str(_count(rating)),
            "looked": looked,
        },
    )


def _rating(page: PageRecord) -> Item | None:
    """The product's own rating that search engines would show; None: there is none."""
    for product in marked_products(page):
        for item in items_at(product.data, "aggregateRating", product.nodes):
            if rating_value(item) and _count(item) not in (None, "", "0", 0):
                return item
    return None


def _seen(page: PageRecord) -> tuple[RatingSign | None, str]:
    """What a shopper sees, and where we looked. None: scripts may still bring it."""
    render = page.render
    if render is not None and render.view is not None and render.view.rating is not None:
        there = render.view.rating
        settled = render.state is RenderState.OK
        return (there if settled or there not in _UNSEEN else None), "browser"
    outline = page.outline
    sign = outline.rating if outline is not None and outline.word_count else None
    if page.served is not None:
        return sign, "browser"
    links = page.links.links if page.links is not None else ()
    if sign in _UNSEEN and any(
        link.tag in ("script", "iframe") and REVIEW_SERVICES.search(link.href) for link in links
    ):
        return None, "HTML"
    return sign, "HTML"


def _count(item: Item) -> str | int | float | bool | None:
    values = (scalar(prop(item, name)) for name in ("reviewCount", "ratingCount"))
    return next((value for value in values if value not in (None, "")), None)


def _words(item: Item) -> str:
    return f"{scalar(prop(item, 'ratingValue'))} by {_count(item)} people"
