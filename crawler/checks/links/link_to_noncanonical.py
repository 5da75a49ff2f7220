"""links/link-to-noncanonical"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import path_of, places
from crawler.checks.seo.addresses import is_plain, same_host
from crawler.records import PageKind, PageState, Problem, Severity, TargetState


class LinkToNoncanonicalOptions(CheckOptions):
    """From how many links on it is worth a word."""

    most_links: int = Field(
        default=10, ge=0, description="Links to a copy up to this number are not reported."
    )


@check(
    Severity.NOTICE,
    since="0.1",
    subject="target",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
        "our own limit: more than 10 links",
    ),
)
def link_to_noncanonical(index: SiteIndex, options: LinkToNoncanonicalOptions) -> Iterator[Problem]:
    """The shop links to a copy instead of the page it calls the original

    ## Why it matters
    The page names another address as the original, yet the shop's own links lead to the copy.
    Google gets two opinions, and may show the copy.

    ## How to fix
    Link to the original address. Shopify: in the product tile's snippet, write `product.url`
    instead of `product.url | within: collection`. WooCommerce: Settings > Permalinks. Magento:
    Stores > Configuration > Catalog > Search Engine Optimization, "Use Categories Path for Product
    URLs". BigCommerce: Products > (product) > SEO. Salesforce Commerce Cloud: Merchant Tools > SEO
    > URL Rules.

    ## What is not checked
    Filters, sort orders and page numbers, where a link to a copy is normal; originals on another
    host.
    """
    for target in index.targets(TargetState.OK):
        if not target.internal or target.kind != "page" or target.count <= options.most_links:
            continue
        row = index.page(target.url)
        if row is None or row.state is not PageState.OK or row.canonical in (None, row.url):
            continue
        original = row.canonical or ""
        if row.kind in (PageKind.SYSTEM, PageKind.SEARCH) or not is_plain(row.url):
            continue
        if not same_host(original, row.url):
            continue
        folder = path_of(row.url).split("/")[1]
        yield Problem(
            page=target.url,
            message=(
                f"{target.count} links lead to {path_of(row.url)}, which names"
                f" {path_of(original)} as its canonical address."
            ),
            cause=f"links to copies under /{folder}",
            evidence=places(target) | {"expected": original},
        )
