"""mobile/dom-size"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import LayoutFacts, Problem, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("https://developer.chrome.com/docs/performance/insights/dom-size (read 2026-11-23)",),
    also=("Lighthouse: dom-size",),
)
def dom_size(layout: LayoutFacts) -> Iterator[Problem]:
    """The page consists of very many elements

    ## Why it matters
    Cheap phones need long to lay them out, and every tap answers late.

    ## How to fix
    Load menus and filters when they are opened, show fewer products at a time, and take out blocks
    that are hidden on phones anyway. Shopify: Online Store > Themes > Edit code. WooCommerce:
    Appearance > Customize > Additional CSS. Magento: the theme's _extend.less. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    What the elements are for.
    """
    if layout.elements <= _MOST:
        return
    most = layout.most_children
    parent = ""
    if most is not None and (most.value or 0) > _CHILDREN:
        parent = f"; {most.selector.rpartition(' > ')[2]} alone holds {most.value:.0f}"
    yield Problem(
        message=f"The page has {layout.elements:,} elements ({_MOST:,} is the limit){parent}.",
        selector=most.selector if most and parent else "",
        evidence={"found": layout.elements, "expected": _MOST},
    )


_MOST = 1400
"""Elements: the median of Lighthouse's score."""
_CHILDREN = 60
"""Elements directly in one other."""
