"""data/competitor-markup-gap"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, VARIANTS, source
from crawler.checks.products import ProductGroup
from crawler.records import Problem, Severity

_WORDS = {
    "breadcrumb": "the path of the page",
    "gtin": "a barcode number",
    "rating": "a rating",
    "returns": "a return policy",
    "shipping": "shipping costs and times",
    "variants": "the variants as one group",
}


@check(Severity.NOTICE, since="0.1", sources=(source(MERCHANT), source(VARIANTS)))
def competitor_markup_gap(group: ProductGroup) -> Iterator[Problem]:
    """A rival's structured data has what ours lacks for the same product

    ## Why it matters
    Both results stand side by side in Google. Theirs can show stars, delivery, free returns or the
    path to the page, and is matched by its barcode number; ours cannot.

    ## How to fix
    Add the part to the product's structured data, where it is true for us. Shopify: the theme's
    product JSON-LD; stars come from the review app; returns and shipping from Settings > Policies
    and the Google & YouTube channel. WooCommerce: the SEO plugin's WooCommerce part. Magento:
    the theme's product schema template, or an extension. BigCommerce:
    components/products/schema.html. Salesforce Commerce Cloud: the product schema of the storefront
    cartridge.

    ## What is not checked
    What of it Google shows in the end. Returns and shipping that are set in Merchant Center or
    Search Console instead of the pages. Pages of ours without product data (see
    data/sd-product-missing), and ratings where a review service's script may add them. Variants
    count only where our page has some. Products that are not in the list of watched products.
    """
    own = group.own
    if own is None or own.features is None:
        raise NotApplicable
    rivals = [rival for rival in group.rivals if rival.features]
    if not rivals:
        raise NotApplicable
    lacking = set(_WORDS) - own.features
    if len(own.offer.variants) < 2:
        lacking.discard("variants")
    for feature in sorted(lacking):
        have = [rival for rival in rivals if rival.features and feature in rival.features]
        if not have:
            continue
        more = f" and {len(have) - 1} more" if len(have) > 1 else ""
        yield Problem(
            message=f"The structured data of {have[0].site}{more} has {_WORDS[feature]}"
            f" for {group.name}, ours has not.",
            about=feature,
            cause=f"no {feature} in our structured data",
            evidence={"feature": feature, "rivals": [rival.url for rival in have[:10]]},
        )
