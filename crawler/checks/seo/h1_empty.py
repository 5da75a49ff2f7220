"""seo/h1-empty"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    OutlineFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention, not a Google rule: a heading without text names nothing",
        "https://www.w3.org/WAI/tutorials/page-structure/headings/ (read 2026-11-23)",
    ),
    also=("Ahrefs: H1 tag missing or empty",),
)
def h1_empty(page: PageRecord, outline: OutlineFacts) -> Iterator[Problem]:
    """A main heading is empty

    ## Why it matters
    A screen reader announces a main heading and then says nothing. Google may take the empty one
    for the name of the page.

    ## How to fix
    Give the picture in the heading an alternative text, or make the empty heading a plain `<div>`.
    Often it is the logo. Shopify: Online Store > Themes > Edit code > sections. WooCommerce: the
    theme's templates (Appearance > Theme File Editor) and the text of the page. Magento: the
    theme's templates, and Content > Pages or Blocks. BigCommerce: Storefront > Themes > Edit theme
    files. Salesforce Commerce Cloud: the templates of the storefront cartridge, and content assets.

    ## What is not checked
    Basket, account, checkout and search pages. A page whose only main heading is empty: see
    seo/h1-missing. Headings that the HTML hides.
    """
    not_system(page)
    mains = [heading for heading in outline.headings if heading.level == 1 and not heading.hidden]
    if not mains:
        raise NotApplicable
    named = [heading.text for heading in mains if heading.text]
    empty = [heading for heading in mains if not heading.text]
    if named and empty:
        where = ", ".join(dict.fromkeys(str(heading.region) for heading in empty))
        yield Problem(
            message=f'Beside "{named[0][:80]}" the page has an empty main heading (H1).',
            cause=f"empty main heading: {where}",
            evidence={"found": named[:10], "region": where},
        )
