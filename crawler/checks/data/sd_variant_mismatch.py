"""data/sd-variant-mismatch"""

from collections import Counter
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import VARIANTS, source
from crawler.checks.data.products_in_markup import (
    Item,
    MarkedProduct,
    as_list,
    marked_products,
    prop,
    scalar,
)
from crawler.extract.structured import types_of
from crawler.records import PageKind, PageRecord, Problem, Severity

_CODES = ("sku", "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "isbn")


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(source(VARIANTS),),
)
def sd_variant_mismatch(page: PageRecord) -> Iterator[Problem]:
    """The variants in the product data do not fit their group

    ## Why it matters
    Google joins sizes and colours by their numbers. If two variants share one, or a variant has
    none, it drops the group.

    ## How to fix
    Give every variant a SKU or barcode of its own, and the number of its group. Shopify: Products >
    (product) > Variants > SKU. WooCommerce: Product data > Variations > SKU. Magento: the SKUs of
    the simple products. BigCommerce: Products > (product) > Variants. Salesforce Commerce Cloud:
    the variation products of the master.

    ## What is not checked
    Variants that are only named by their address, whose data stands on their own page.
    """
    groups = [p for p in marked_products(page) if "ProductGroup" in types_of(p.data)]
    rows = [(group, list(group.rows)[1:]) for group in groups]
    if not any(variants for _, variants in rows):
        raise NotApplicable
    for group, variants in rows:
        full = [(path, row) for path, row in variants if set(row) - {"@id", "@type", "url"}]
        yield from _numbers(group, full)
        bare = [path for path, row in full if not _codes(row)]
        if bare:
            yield Problem(
                message="A variant has neither SKU nor GTIN of its own.",
                about=f"{group.syntax} no code",
                cause="variant without a code",
                evidence={"paths": bare[:10]},
            )
        skus = Counter(sku for _, row in full if (sku := _text(prop(row, "sku"))))
        twice = [sku for sku, times in skus.items() if times > 1]
        if twice and not _told_apart(full, twice):
            yield Problem(
                message=f'Two variants have the same SKU "{twice[0][:60]}".',
                about=f"{group.syntax} sku twice",
                evidence={"found": twice[:10]},
            )


def _numbers(group: MarkedProduct, rows: list[tuple[str, Item]]) -> Iterator[Problem]:
    expected = _text(prop(group.data, "productGroupID"))
    for path, row in rows:
        found = _text(prop(row, "inProductGroupWithID"))
        if expected and found and found != expected:
            yield Problem(
                message=(
                    f'A variant belongs to group "{found[:60]}", but stands in "{expected[:60]}".'
                ),
                about=f"{group.syntax} group",
                cause="variant of another group",
                evidence={"path": path, "found": found, "expected": expected},
            )
            return


def _codes(row: Item) -> list[str]:
    offers = [offer for offer in as_list(prop(row, "offers")) if isinstance(offer, dict)]
    return [text for item in (row, *offers) for name in _CODES if (text := _text(prop(item, name)))]


def _told_apart(rows: list[tuple[str, Item]], skus: list[str]) -> bool:
    """Whether the same variant simply stands there twice."""
    for sku in skus:
        same = [row for _, row in rows if _text(prop(row, "sku")) == sku]
        if any(row != same[0] for row in same[1:]):
            return False
    return True


def _text(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    found = scalar(value)
    return "" if found is None else str(found).strip()
