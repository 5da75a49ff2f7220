"""mobile/scroll-locked"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import LayoutFacts, Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("our own limit: a page of more than one and a half screens can be scrolled",),
)
def scroll_locked(layout: LayoutFacts, render: RenderFacts) -> Iterator[Problem]:
    """The page cannot be scrolled

    ## Why it matters
    Whatever is below the first screen does not exist for shoppers: the price, the button, the
    reviews.

    ## How to fix
    Something set `overflow: hidden` on the page and did not take it back: a menu, a dialogue or a
    cookie notice that is no longer shown. Shopify: Apps, and Online Store > Themes > Customize >
    App embeds. WooCommerce: Plugins. Magento: Content > Widgets, and the extension's own page under
    Stores > Configuration. BigCommerce: Apps, and Storefront > Script Manager. Salesforce Commerce
    Cloud: content slots, and the cartridge of the service. Shopify: Online Store > Themes > Edit
    code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's _extend.less.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the cartridge's
    style sheet.

    ## What is not checked
    Pages with a layer over them, which is a finding of its own.
    """
    if layout.overlay is not None:
        raise NotApplicable
    if layout.locked_height <= _SCREENS * render.device_height:
        return
    yield Problem(
        message=(
            f"The page is {layout.locked_height} px high, but stays on its first "
            f"{render.device_height} px: it cannot be scrolled."
        ),
        evidence={"found": layout.locked_height, "expected": render.device_height},
    )


_SCREENS = 1.5
