"""data/sd-product-js-only"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, source
from crawler.checks.data.products_in_markup import SYNTAXES
from crawler.extract.products import PRODUCT_TYPES, products_of
from crawler.records import OfferFacts, OfferSource, PageKind, PageRecord, Problem, Severity

_MARKUP = frozenset({OfferSource.JSON_LD, OfferSource.MICRODATA, OfferSource.RDFA})


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(MERCHANT),),
)
def sd_product_js_only(page: PageRecord) -> Iterator[Problem]:
    """The product data is only there after scripts ran

    ## Why it matters
    Google says that data written by scripts makes its shopping visits rarer and less reliable, bad
    for prices and stock that change often. Other price robots do not see it at all.

    ## How to fix
    Let the server write the Product into the page. Shopify: `{{ product | structured_data }}`
    instead of an app. WooCommerce: the built-in data instead of a tag manager. Magento and
    BigCommerce: the theme's template. Salesforce Commerce Cloud: render the data on the server
    (PWA Kit: in the page's head).

    ## What is not checked
    Pages that were not opened in a browser.
    """
    structured, served = page.structured, page.served
    if structured is None:
        raise NotApplicable
    here = any(products_of(structured, syntax) for syntax in SYNTAXES)
    if served is not None:
        late = here and not set(served.structured_types) & PRODUCT_TYPES
        late = late and not _from_markup(served.offer)
    elif page.render is not None and page.render.offer is not None:
        late = not here and _from_markup(page.render.offer)
    else:
        raise NotApplicable
    if any(not error.recovered and error.snippet for error in structured.errors):
        raise NotApplicable  # the server may have tried
    if late:
        yield Problem(
            message="The Product is not in the server's HTML; a script adds it later.",
            cause="Product by script",
        )


def _from_markup(offer: OfferFacts | None) -> bool:
    if offer is None:
        return False
    priced = any(candidate.source in _MARKUP for candidate in offer.candidates)
    return priced or any(source in _MARKUP for source, _ in offer.availability_sources)
