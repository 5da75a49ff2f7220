"""mobile/fixed-coverage"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, marked
from crawler.records import LayoutFacts, Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.betterads.org/standards/ (read 2026-11-23)",
        "our own limit: bars that stay take at most 30 % of the screen",
    ),
)
def fixed_coverage(layout: LayoutFacts, render: RenderFacts) -> Iterator[Problem]:
    """Bars that stay on the screen take too much of it

    ## Why it matters
    Header, notice, chat and buy bar add up. What is left between them is too little to look at a
    product.

    ## How to fix
    Let only one bar stay, and make it flat; let the others scroll away with the page. Shopify:
    Online Store > Themes > Edit code. WooCommerce: Appearance > Customize > Additional CSS.
    Magento: the theme's _extend.less. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Layers that cover more than a third of the screen alone, which are a finding of their own; bars
    narrower than 60 % of the screen.
    """
    if layout.bars_share <= _MOST:
        return
    names = [called(bar) for bar in layout.bars.items[:3]]
    yield marked(
        "bars",
        layout.bars,
        f"Bars that stay while the page scrolls take {layout.bars_share:.0%} of the screen "
        f"({_MOST:.0%} is the limit), first {names[0]} ({layout.bars.items[0].note}).",
        found=layout.bars_share,
        expected=_MOST,
    )


_MOST = 0.3
"""Share of the height of the screen."""
