"""data/sd-breadcrumb-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.breadcrumbs_in_markup import breadcrumb_lists
from crawler.checks.data.google_properties import BREADCRUMB, source
from crawler.records import OutlineFacts, PageKind, Problem, Severity, StructuredFacts


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT, PageKind.CATEGORY}),
    sources=(source(BREADCRUMB),),
    also=("squirrelscan: schema/breadcrumb",),
)
def sd_breadcrumb_missing(structured: StructuredFacts, outline: OutlineFacts) -> Iterator[Problem]:
    """The page has no breadcrumb data

    ## Why it matters
    With it Google shows the path to the page ("Shop > Mugs") instead of a bare address, and learns
    how the shop is sorted.

    ## How to fix
    Write a BreadcrumbList. Shopify: the theme's breadcrumb snippet. WooCommerce: built in where the
    theme shows WooCommerce's breadcrumb, or the SEO plugin. Magento: the theme's breadcrumbs
    template, or an extension. BigCommerce: components/common/breadcrumbs.html. Salesforce Commerce
    Cloud: the breadcrumbs template.

    ## What is not checked
    Pages whose data does not parse (see data/sd-parse-error), and pages that are empty until a
    script runs.
    """
    if not outline.word_count:
        raise NotApplicable
    if any(not error.recovered and error.snippet for error in structured.errors):
        raise NotApplicable
    if not breadcrumb_lists(structured):
        yield Problem(
            message="The page has no schema.org BreadcrumbList.",
            cause="no BreadcrumbList",
            evidence={"found": sorted({name for item in structured.items for name in item.types})},
        )
