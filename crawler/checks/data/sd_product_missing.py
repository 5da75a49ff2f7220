"""data/sd-product-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.products_in_markup import SYNTAXES
from crawler.extract.products import products_of
from crawler.records import OfferFacts, OfferSource, PageKind, PageRecord, Problem, Severity

_MARKUP = frozenset({OfferSource.JSON_LD, OfferSource.MICRODATA, OfferSource.RDFA})


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
    ),
    also=("Screaming Frog: Structured Data: Missing",),
)
def sd_product_missing(page: PageRecord) -> Iterator[Problem]:
    """The product page has no product data for Google

    ## Why it matters
    Without a schema.org Product, Google has no sure way to learn price, stock and rating. The
    search result shows only text, and the product is missing from free listings.

    ## How to fix
    Most themes write the data themselves; look for a template of this product that leaves it out.
    Shopify: Online Store > Themes > Edit code > sections/main-product.liquid,
    `{{ product | structured_data }}`. WooCommerce: built in; a theme or plugin may have removed it.
    Magento: the theme's catalog_product_view layout, or an extension. BigCommerce:
    components/products/schema.html. Salesforce Commerce Cloud: the SEO content of the product
    template.

    ## What is not checked
    Pages without a price and without a buy button, which may be no product pages at all, and pages
    whose data does not parse (see data/sd-parse-error).
    """
    structured, offer = page.structured, page.offer
    if structured is None or offer is None:
        raise NotApplicable
    if offer.price is None and offer.buy_button is None:
        raise NotApplicable
    if any(not error.recovered and error.snippet for error in structured.errors):
        raise NotApplicable
    rendered = page.render.offer if page.render else None
    if any(products_of(structured, syntax) for syntax in SYNTAXES) or _from_markup(rendered):
        return
    types = sorted({name for item in structured.items for name in item.types})
    misspelt = next((name for name in types if name.lower() in ("product", "productgroup")), None)
    if misspelt is not None:
        yield Problem(
            message=f'The product data has the type "{misspelt}"; schema.org writes "Product".',
            evidence={"found": types, "expected": "Product"},
        )
        return
    price = "a price" if offer.price is not None else ""
    button = "a buy button" if offer.buy_button is not None else ""
    shown = " and ".join(filter(None, (price, button)))
    has = f"; it only has {', '.join(types[:5])}" if types else ""
    yield Problem(
        message=f"The page has {shown} but no schema.org Product{has}.",
        evidence={"found": types},
    )


def _from_markup(offer: OfferFacts | None) -> bool:
    """Whether a script wrote product data into the page that was looked at."""
    if offer is None:
        return False
    priced = any(candidate.source in _MARKUP for candidate in offer.candidates)
    return priced or any(source in _MARKUP for source, _ in offer.availability_sources)
