"""seo/h1-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import PageRecord, Problem, RenderState, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention, not a Google rule: every page has one main heading; see "
        "https://www.w3.org/WAI/tutorials/page-structure/headings/ (read 2026-11-23)",
        "https://developers.google.com/search/docs/appearance/title-link (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: H1: Missing",
        "Ahrefs: H1 tag missing or empty",
        "Semrush: Missing h1",
        "seonaut: Pages missing the H1 heading",
        "squirrelscan: core/h1",
    ),
)
def h1_missing(page: PageRecord) -> Iterator[Problem]:
    """The page has no main heading

    ## Why it matters
    The main heading (H1) names the page for people who use a screen reader, and Google takes it as
    a headline when the title does not fit. On a product page it should be the product's name.

    ## How to fix
    The heading belongs to the theme, so one mend usually repairs every page of a kind: make the
    product or category name an `<h1>` instead of a styled `<div>`. Shopify: Online Store > Themes >
    Edit code > sections/main-product.liquid. WooCommerce: the theme's single-product/title.php.
    Magento: the theme's Magento_Theme/templates/html/title.phtml. BigCommerce: Storefront > Themes
    > Edit theme files > components/products/product-view.html. Salesforce Commerce Cloud: the
    product template of the storefront cartridge.

    ## What is not checked
    Several main headings. A heading that a script adds counts where the page was looked at on a
    phone; on other pages only the HTML is known.
    """
    outline = page.outline
    if outline is None or not outline.word_count:
        raise NotApplicable  # an empty shell that scripts fill says nothing about its headings
    if any(heading.level == 1 and heading.text.strip() for heading in outline.headings):
        return
    render = page.render
    looked = render is not None and render.state in (RenderState.OK, RenderState.PARTIAL)
    if render is not None and looked and any(text.strip() for text in render.h1):
        return
    empty = any(heading.level == 1 for heading in outline.headings)
    first = next((heading for heading in outline.headings if heading.text.strip()), None)
    instead = f'; its first heading is "{first.text[:80]}" (H{first.level})' if first else ""
    said = "Its main heading (H1) is empty" if empty else "The page has no main heading (H1)"
    yield Problem(
        message=f"{said}{instead}.",
        evidence={"headings": [f"H{h.level}: {h.text[:80]}" for h in outline.headings[:10]]},
    )
