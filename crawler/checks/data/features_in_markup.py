"""What structured data has that search results can show: ours and a rival's, side by side."""

from collections.abc import Iterator

from crawler.checks.columns import policies_in
from crawler.checks.data.breadcrumbs_in_markup import breadcrumb_lists
from crawler.checks.data.google_properties import items_at
from crawler.checks.data.policies_in_markup import offer_items, shop_items
from crawler.checks.data.products_in_markup import as_list, is_blank, marked_products, prop, scalar
from crawler.checks.data.ratings_in_markup import faults_of_rating, rating_value
from crawler.extract.features import features_in
from crawler.extract.products import PRODUCT_TYPES
from crawler.extract.ratings import REVIEW_SERVICES
from crawler.extract.structured import types_of
from crawler.records import PageKind, PageRecord, PageState
from crawler.records.gtins import gtin_fault

_CODES = ("gtin", "gtin8", "gtin12", "gtin13", "gtin14", "isbn")


def features_had(page: PageRecord) -> frozenset[str] | None:
    """What a page has beyond doubt: its own product's, and so that Google can use it.

    Of breadcrumb, gtin, rating, returns, shipping and variants. None: nothing could be read.
    """
    if page.state is not PageState.OK or page.structured is None:
        return None
    return frozenset(_had(page))


def features_spoken_of(page: PageRecord) -> frozenset[str] | None:
    """What a page has or may have: anywhere in it, before or after its scripts, right or wrong.

    None: nothing could be read, or there is no product data at all.
    """
    structured, outline = page.structured, page.outline
    if page.state is not PageState.OK or structured is None or outline is None:
        return None
    if any(error.snippet and not error.recovered for error in structured.errors):
        return None
    view = page.render.view if page.render is not None else None
    types = {name for item in structured.items for name in item.types}
    if not PRODUCT_TYPES & (types | set(view.structured_types if view else ())):
        return None
    found = {*features_in(structured), *((view.features or ()) if view else ())}
    links = page.links.links if page.links is not None else ()
    looked = view is not None and view.features is not None
    if not looked and any(REVIEW_SERVICES.search(link.href) for link in links):
        found.add("rating")  # such a service adds the stars to the markup when its script runs
    return frozenset(found)


def policies_of_shop(page: PageRecord) -> frozenset[str]:
    """Of returns and shipping what a page says for the whole shop."""
    if page.kind is PageKind.PRODUCT:
        return frozenset()  # what it says may hold for this product alone
    return frozenset(policies_in(page).split())


def _had(page: PageRecord) -> Iterator[str]:
    for product in marked_products(page):
        if "ProductGroup" in types_of(product.data) and len(product.rows) > 2:
            yield "variants"
        for item in items_at(product.data, "aggregateRating", product.nodes):
            if rating_value(item) and not faults_of_rating(item, product.nodes):
                yield "rating"
        rows = [row for _, row in product.rows] + [offer.data for offer in product.offers]
        for row in rows:
            values = [value for name in _CODES for value in as_list(prop(row, name))]
            if any(not is_blank(v) and not gtin_fault(str(scalar(v))) for v in values):
                yield "gtin"
    for name, feature in (
        ("shippingDetails", "shipping"),
        ("hasShippingService", "shipping"),
        ("hasMerchantReturnPolicy", "returns"),
    ):
        if any(True for _ in offer_items(page, name)) or any(True for _ in shop_items(page, name)):
            yield feature
    if page.structured is not None:
        for _, data in breadcrumb_lists(page.structured):
            if len(as_list(prop(data, "itemListElement"))) > 1:
                yield "breadcrumb"
