"""data/sd-variant-url-price"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import VARIANTS, source
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.checks.variants import VariantPrice
from crawler.records import Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        source(VARIANTS),
        "https://support.google.com/merchants/answer/6324371 (read 2026-11-23)",
    ),
)
def sd_variant_url_price(index: SiteIndex) -> Iterator[Problem]:
    """A variant's own page asks another price than the product data says

    ## Why it matters
    Google opens the variant's address and compares. Where the page asks another price than the
    offer of the group it shows the wrong one, or takes the product out of Shopping.

    ## How to fix
    Let the offers of the group and the page of the variant read the same price: with tax in both,
    with the same rounding, after the same discounts. Shopify: the theme's product JSON-LD, `price`
    of each variant; apps for discounts change only one of them. WooCommerce: Products > (product) >
    Product data > Variations, then clear the page cache. Magento: Catalog > Products > (simple
    product) > Price, and the price index. BigCommerce: Products > (product) > Variations, and
    components/products/schema.html. Salesforce Commerce Cloud: the price books of variation master
    and variation.

    ## What is not checked
    Variants whose address was not fetched tonight: the walk leaves out parameters that only choose
    a variant on Shopify and PrestaShop. Addresses that differ from the product's in parameters
    alone and show the product's price, and pages that have the right price in their own data,
    unless the browser opened them: a script may change what is shown.
    Pages whose price sources disagree, other currencies, prices without tax. A price that changed
    while the shop was walked.
    """
    found: dict[str, list[VariantPrice]] = {}
    judged = False
    for row in index.variants.prices(index.site.id):
        if row.said == row.asked:
            judged = True
        elif not _may_be_left_to_scripts(row):
            judged = True
            found.setdefault(row.url, []).append(row)
    if not judged:
        raise NotApplicable
    for url, rows in found.items():
        first = rows[0]
        yield Problem(
            page=url,
            message=f"This variant asks {first.asked} {first.currency}, the product data of"
            f" {shown(first.page, url)} says {first.said} {first.currency}.",
            evidence={
                "asked": str(first.asked),
                "said": str(first.said),
                "currency": first.currency,
                "read": "browser" if first.rendered else "HTML",
                "pages": [row.page for row in rows[:20]],
            },
        )


def _may_be_left_to_scripts(row: VariantPrice) -> bool:
    """Whether the server may have overlooked which variant is asked for.

    So it is where its page has the right price in its data and shows another one, and where only a
    parameter chooses the variant and the product's own price is shown.
    """
    if row.rendered:
        return False
    if row.own_data == row.said:
        return True
    same_path = urlsplit(row.page).path == urlsplit(row.url).path
    return same_path and row.page_asks in (None, row.asked)
