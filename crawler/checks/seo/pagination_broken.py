"""seo/pagination-broken"""

from collections.abc import Iterator

from crawler.checks.api import ANSWERED, check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.addresses import is_later_page, is_plain, without_number
from crawler.records import PageState, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/ecommerce/pagination-and-incremental-page-loading"
        " (read 2026-11-23)",
    ),
    states=ANSWERED,
    also=(
        "Screaming Frog: Pagination: Non-200 Pagination URLs",
        "Screaming Frog: Pagination: Non-Indexable",
    ),
)
def pagination_broken(index: SiteIndex) -> Iterator[Problem]:
    """A later page of a list does not work

    ## Why it matters
    The list links to its page 2 or later, and that page answers with an error or is closed to
    Google. The products there cannot be reached by browsing.

    ## How to fix
    Open the page in a browser. A 404 usually means that the list became shorter while its links
    stayed in a cache: clear it. For noindex take the rule for later pages out of the SEO plugin or
    theme. Shopify: `{{ canonical_url }}` in theme.liquid does it right; look for an app or a hand-
    written line. WooCommerce: the SEO plugin does it right; look for a second plugin or theme code.
    Magento: an SEO extension's canonical settings for layered navigation and pages. BigCommerce:
    Storefront > Themes > Edit theme files, `{{head.canonical}}`. Salesforce Commerce Cloud:
    Merchant Tools > SEO > URL Rules.

    ## What is not checked
    Numbered pages beyond the end of a list that nothing links to.
    """
    for row in index.pages(PageState.ERROR, PageState.OK):
        if not is_later_page(row.url) or not is_plain(without_number(row.url)):
            continue
        if row.found_on is None and row.depth is None:
            continue
        if row.state is PageState.ERROR and (row.status or 0) >= 400:
            said = f"answers {row.status}"
        elif row.state is PageState.OK and row.noindex:
            said = "is marked noindex"
        else:
            continue
        yield Problem(
            page=row.url,
            message=f"This later page of a list {said}.",
            cause=f"later pages: {said}",
            evidence={"linked_from": row.found_on, "status": row.status},
        )
