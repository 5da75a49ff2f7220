"""mobile/blank-first-screen"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import LayoutFacts, Problem, RenderFacts, RenderState, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=("our own limit: ten characters, or a picture on a fifth of the first screen",),
)
def blank_first_screen(layout: LayoutFacts, render: RenderFacts) -> Iterator[Problem]:
    """The first screen of the page is empty

    ## Why it matters
    Shoppers see nothing and think that the page is broken or still loading. Few scroll down to
    look.

    ## How to fix
    Look for a large margin or an empty box at the top: a slider whose pictures do not load, an app
    that is no longer there, a block that is made for desks. Shopify: Online Store > Themes > Edit
    code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    style sheet.

    ## What is not checked
    Pages without any words, and pages that were still loading: those have findings of their own.
    """
    if render.state is not RenderState.OK or not layout.letters:
        raise NotApplicable
    if layout.first_screen_letters >= _WORDS or layout.first_screen_picture >= _PICTURE:
        return
    yield Problem(
        message=(
            f"The first {render.device_height} px show {layout.first_screen_letters or 'no'} "
            "characters and no large picture."
        ),
        evidence={"found": layout.first_screen_letters, "expected": _WORDS},
    )


_WORDS = 10
"""Characters: a short name and its price."""
_PICTURE = 0.2
"""Share of the first screen."""
