"""data/category-empty"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.nothing import NOTHING
from crawler.records import PageKind, PageRecord, Problem, Region, Severity

_LISTS = frozenset({"ItemList", "Product", "ProductGroup", "OfferCatalog"})
_MOST_IMAGES = 3
"""Our own limit: more pictures in the main part may be products after all."""


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.CATEGORY}),
    sources=(
        "https://developers.google.com/search/docs/specialty/ecommerce/"
        "designing-a-url-structure-for-ecommerce-sites (read 2026-11-23)",
    ),
)
def category_empty(page: PageRecord) -> Iterator[Problem]:
    """The category lists no products, but Google may index it

    ## Why it matters
    Shoppers who arrive from a search find nothing and leave. Google asks for noindex, or for "not
    found", on categories without products.

    ## How to fix
    Fill the category, hide it from menu and sitemap until it has products, or set it to noindex.
    Shopify: Products > Collections > (collection) > Sales channels. WooCommerce: Products >
    Categories, and the SEO plugin's noindex. Magento: Catalog > Categories > Enable Category.
    BigCommerce: Products > Product Categories > Visible in menu. Salesforce Commerce Cloud:
    Merchant Tools > Products and Catalogs > Catalogs > (category) > online flag.

    ## What is not checked
    Categories that do not say in words that they are empty (Storewalk knows eleven languages), and
    those with a list of products in their data or with more than three pictures.
    """
    head, outline = page.head, page.outline
    if head is None or outline is None or page.structured is None or page.images is None:
        raise NotApplicable
    if head.noindex or not page.googlebot_allowed:
        raise NotApplicable
    texts = [h.text for h in outline.headings if h.region is Region.MAIN and not h.hidden]
    said = next((m[0] for text in (outline.text_start, *texts) if (m := NOTHING.search(text))), "")
    if not said:
        raise NotApplicable  # nothing says so; counting links would be guessing
    if any(_LISTS & set(item.types) for item in page.structured.items):
        return
    shown = [image for image in page.images.images if image.region is Region.MAIN]
    if len(shown) > _MOST_IMAGES:
        raise NotApplicable
    yield Problem(
        message=f'The category says "{said}", and Google may index it.',
        evidence={"text": outline.text_start[:160]},
    )
