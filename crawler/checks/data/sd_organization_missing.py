"""data/sd-organization-missing"""

from collections.abc import Iterator
from typing import Any

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import ORGANIZATION, has, properties, source
from crawler.checks.data.policies_in_markup import SHOPS
from crawler.checks.data.products_in_markup import Item
from crawler.extract.products import nodes_by_id
from crawler.extract.structured import types_of
from crawler.records import OutlineFacts, PageKind, Problem, Severity, StructuredFacts

_TOLD = frozenset({"name", "logo", "url"})
_ENDS = ("Store", "Organization", "Business", "Shop")


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.HOME}),
    sources=(source(ORGANIZATION),),
    also=("squirrelscan: schema/organization",),
)
def sd_organization_missing(
    structured: StructuredFacts, outline: OutlineFacts
) -> Iterator[Problem]:
    """The home page does not say who the shop is

    ## Why it matters
    An Organization with name, logo and address lets Google show the shop beside its results.
    Returns and shipping can be stated there once for all products.

    ## How to fix
    Write an OnlineStore with name, logo and url on the home page. Shopify: the theme's
    sections/header.liquid. WooCommerce: the SEO plugin's settings for the organisation. Magento:
    the home page's layout, or an extension. BigCommerce: Storefront > Script Manager. Salesforce
    Commerce Cloud: the template of the home page.

    ## What is not checked
    Pages whose data does not parse, and pages that are empty until a script runs.
    """
    if not outline.word_count or any(not e.recovered and e.snippet for e in structured.errors):
        raise NotApplicable
    nodes = nodes_by_id(structured)
    shops = [shop for item in structured.items for shop in _inside(item.data, 0)]
    if not shops:
        yield Problem(
            message="The home page has no schema.org Organization or OnlineStore.",
            about="organization",
            cause="no Organization",
        )
        return
    for row in properties(ORGANIZATION, "Organization", required=False):
        name = row.names[0]
        if name in _TOLD and not any(has(shop, name, nodes) for shop in shops):
            yield Problem(
                message=f'The Organization on the home page has no "{name}".',
                about=name,
                cause=f"Organization: {name}",
            )


def _inside(value: Any, depth: int) -> Iterator[Item]:
    if depth > 4:
        return
    if isinstance(value, list):
        for row in value[:50]:
            yield from _inside(row, depth + 1)
    elif isinstance(value, dict):
        names = types_of(value)
        if any(name in SHOPS or name.endswith(_ENDS) for name in names):
            yield value
        for row in value.values():
            yield from _inside(row, depth + 1)
