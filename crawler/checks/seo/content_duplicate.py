"""seo/content-duplicate"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.seo.repeats import repeats
from crawler.records import (
    PageKind,
    Problem,
    Severity,
)

_LEFT_OUT = frozenset({PageKind.SYSTEM, PageKind.SEARCH})


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Content: Exact Duplicates",
        "Ahrefs: Duplicate pages without canonical",
        "Semrush: Duplicate content",
        "Sitebulb: URLs with duplicate content",
        "seonaut: Duplicated content",
    ),
)
def content_duplicate(index: SiteIndex) -> Iterator[Problem]:
    """Another page has the same content

    ## Why it matters
    The same page under two addresses competes with itself. Google shows one of them, perhaps not
    the one you link to and advertise.

    ## How to fix
    Decide for one address, redirect the others to it (301) or let them name it as canonical, and
    link only to it. Shopify: theme.liquid should print `{{ canonical_url }}`. WooCommerce: the SEO
    plugin's "Canonical URL" field, or the theme's header.php. Magento: Stores > Configuration >
    Catalog > Search Engine Optimization. BigCommerce: Storefront > Themes > Edit theme files,
    `{{head.canonical}}`. Salesforce Commerce Cloud: the htmlHead template of the storefront
    cartridge.

    ## What is not checked
    Pages that Google may not index or that name another page as canonical; pages in another
    language; the pages of one paginated list, which count once; basket, account, checkout and
    search pages; pages with almost the same text. Pages whose titles all differ: there the text is
    what stands before scripts fill the page. Only the words outside header, navigation and footer
    are compared, not pictures.
    """
    for digest, rows in index.duplicates("text"):
        found = list(repeats(row for row in rows if row.kind not in _LEFT_OUT))
        titles = {row.title for row, _, _ in found}
        if len(titles) == len(found) and "" not in titles:
            continue  # scripts fill these pages: only their titles are there yet
        for row, others, where in found:
            yield Problem(
                page=row.url,
                message=f"The same content also stands on {where}.",
                cause=f"content: {digest}",
                evidence={"others": others[:50]},
            )
