"""seo/heading-level-skipped"""

from collections.abc import Iterator
from itertools import pairwise

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    OutlineFacts,
    PageRecord,
    Problem,
    Region,
    Severity,
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention, not a Google rule: headings are nested without gaps",
        "https://www.w3.org/WAI/tutorials/page-structure/headings/ (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: H1: Non-Sequential",
        "Screaming Frog: H2: Non-Sequential",
        "Lighthouse: heading-order",
        "seonaut: Pages with not valid headings order",
        "squirrelscan: content/heading-hierarchy",
    ),
)
def heading_level_skipped(page: PageRecord, outline: OutlineFacts) -> Iterator[Problem]:
    """A level of headings is left out

    ## Why it matters
    People who use a screen reader jump from heading to heading. When a level is missing they cannot
    tell what belongs to what. Google does not mind.

    ## How to fix
    Choose headings by their level, not by their size, and set the size in the style sheet. Shopify:
    Online Store > Themes > Edit code > sections. WooCommerce: the theme's templates (Appearance >
    Theme File Editor) and the text of the page. Magento: the theme's templates, and Content > Pages
    or Blocks. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the
    templates of the storefront cartridge, and content assets.

    ## What is not checked
    Basket, account, checkout and search pages. Headings in header, navigation and footer, empty
    ones, and those that the HTML hides. The first of a page may be of any level.
    """
    not_system(page)
    found = [h for h in outline.headings if h.region is Region.MAIN and h.text and not h.hidden]
    if len(found) < 2:
        raise NotApplicable
    gaps = [(a, b) for a, b in pairwise(found) if b.level > a.level + 1]
    if gaps:
        first, second = gaps[0]
        yield Problem(
            message=f'After "{first.text[:60]}" (H{first.level}) comes "{second.text[:60]}" '
            f"(H{second.level}).",
            cause=f"headings: H{first.level}, then H{second.level}",
            evidence={"found": [f"H{b.level}: {b.text[:80]}" for _, b in gaps[:20]]},
        )
