"""mobile/nav-menu"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import MONEY_KINDS, Problem, Severity, ShopFacts


@check(
    Severity.WARNING,
    since="0.1",
    kinds=MONEY_KINDS,
    sources=("our own rule: the menu is on the first screen of home, category and product pages",),
)
def nav_menu(shop: ShopFacts) -> Iterator[Problem]:
    """No menu on the first screen of a phone

    ## Why it matters
    Without the menu the shopper sees one page and no way to the rest of the shop.

    ## How to fix
    Show the menu in the header of small screens too, as a button with a name. Shopify: Online Store
    > Themes > Customize > Header. WooCommerce: Appearance > Customize > Header, or the theme's
    header template. Magento: the theme's default.xml, container header. BigCommerce: Storefront >
    Themes > Customize > Header. Salesforce Commerce Cloud: the header template of the cartridge.

    ## What is not checked
    Shops that have none at all, and headers with buttons that say nowhere what they do: one of them
    may be the menu.
    """
    if shop.menu is not None:
        return
    if shop.unnamed_controls or not shop.menu_elsewhere:
        raise NotApplicable
    yield Problem(
        message="The first screen shows no menu; one is hidden or further down.",
        cause="header without the menu",
    )
