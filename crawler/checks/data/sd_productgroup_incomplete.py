"""data/sd-productgroup-incomplete"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import VARIANTS, missing_required, source
from crawler.checks.data.products_in_markup import as_list, is_blank, marked_products, prop, scalar
from crawler.extract.structured import types_of
from crawler.records import PageKind, PageRecord, Problem, Severity

_PREFIXES = ("https://schema.org/", "http://schema.org/")


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(VARIANTS),),
)
def sd_productgroup_incomplete(page: PageRecord) -> Iterator[Problem]:
    """The group of variants in the product data is incomplete

    ## Why it matters
    Google needs a name, a number and what the variants differ in to show sizes and colours as one
    product. Otherwise they look like unrelated products.

    ## How to fix
    Give the ProductGroup name, productGroupID, variesBy (as https://schema.org/color) and its
    variants. Shopify: the theme's `{{ product | structured_data }}`. WooCommerce: the schema
    plugin. Magento: the extension that writes the data. BigCommerce:
    components/products/schema.html. Salesforce Commerce Cloud: the template of product masters.

    ## What is not checked
    Whether the variants of the shop are all there. Variants on pages of their own that name this
    group from there.
    """
    groups = [p for p in marked_products(page) if "ProductGroup" in types_of(p.data)]
    if not groups:
        raise NotApplicable
    for group in groups:
        missing = missing_required(group.data, VARIANTS, "ProductGroup", group.nodes)
        missing += [n for n in ("variesBy", "productGroupID") if is_blank(prop(group.data, n))]
        if len(list(group.rows)) == 1 and is_blank(prop(group.data, "hasVariant")):
            missing.append("hasVariant")
        for name in missing:
            yield Problem(
                message=f'The ProductGroup in {group.label} has no "{name}".',
                about=f"{group.syntax} {name}",
                cause=f"ProductGroup: {name}",
            )
        values = [
            str(scalar(v)).strip() for v in as_list(prop(group.data, "variesBy")) if scalar(v)
        ]
        short = [value for value in values if not value.startswith(_PREFIXES)]
        # Embedded syntaxes lose the prefix in some attributes; only JSON-LD keeps what is written.
        if short and group.syntax == "json_ld":
            yield Problem(
                message=f'The variesBy "{short[0][:60]}" is not a full schema.org address.',
                about=f"{group.syntax} variesBy address",
                cause="ProductGroup: variesBy address",
                evidence={"found": short[:10], "expected": "https://schema.org/color"},
            )
