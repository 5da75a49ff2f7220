"""data/sd-rating-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import REVIEW, items_at, source
from crawler.checks.data.products_in_markup import marked_products
from crawler.checks.data.ratings_in_markup import faults_of_rating, faults_of_review
from crawler.records import PageKind, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(REVIEW),),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
        "Semrush: Invalid structured data items",
        "squirrelscan: schema/review",
    ),
)
def sd_rating_invalid(page: PageRecord) -> Iterator[Problem]:
    """The product's rating is written so that Google shows no stars

    ## Why it matters
    Stars in the search result draw shoppers. A rating with a comma, without a count or with a
    count of 0 is refused, and the stars are gone.

    ## How to fix
    Write the value with a point (4.5), the number of ratings or reviews, and the scale where it is
    not 1 to 5. Print no rating at all while there is none. Shopify: the review app's settings for
    rich snippets. WooCommerce: WooCommerce > Settings > Products > Reviews, or the schema plugin.
    Magento: the review template of the theme. BigCommerce: components/products/schema.html.
    Salesforce Commerce Cloud: the template of the review provider's cartridge.

    ## What is not checked
    Ratings of other products on the page. Values such as "80%" and "4/5" are allowed by Google and
    not compared with the scale. Whether an author is a real person: only that the name is there and
    shorter than 100 characters.
    """
    seen = False
    found: dict[str, tuple[str, list[str]]] = {}
    for product in marked_products(page):
        for path, row in product.rows:
            for item in items_at(row, "aggregateRating", product.nodes):
                seen = True
                for name, sentence in faults_of_rating(item, product.nodes):
                    place = f"{path}.aggregateRating"
                    found.setdefault(f"aggregateRating {name}", (sentence, []))[1].append(place)
            for item in items_at(row, "review", product.nodes):
                seen = True
                for name, sentence in faults_of_review(item, product.nodes):
                    place = f"{path}.review"
                    found.setdefault(f"review {name}", (sentence, []))[1].append(place)
    if not seen:
        raise NotApplicable
    for about, (sentence, paths) in found.items():
        yield Problem(
            message=sentence,
            about=about,
            cause=f"rating: {about}",
            evidence={"paths": paths[:10], "times": len(paths)},
        )
