"""mobile/overlay"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, elements
from crawler.records import LayoutFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/appearance/"
        "avoid-intrusive-interstitials (read 2026-11-23)",
        "our own limit: more than 35 % of the first screen",
    ),
)
def overlay(layout: LayoutFacts) -> Iterator[Problem]:
    """Something covers the page before anybody touched it

    ## Why it matters
    Shoppers come for a product and see an advertisement for a newsletter or an app. Many leave.
    Google ranks pages lower that greet visitors from the search so.

    ## How to fix
    Let it wait until the second page or until the shopper scrolled far, or show it as a small bar.
    Shopify: Apps, and Online Store > Themes > Customize > App embeds. WooCommerce: Plugins.
    Magento: Content > Widgets, and the extension's own page under Stores > Configuration.
    BigCommerce: Apps, and Storefront > Script Manager. Salesforce Commerce Cloud: content slots,
    and the cartridge of the service.

    ## What is not checked
    Cookie notices have a finding of their own. Questions for the age, which the law asks for.
    Layers that come later than our look.
    """
    found = layout.overlay
    if found is None or found.kind != "other":
        return
    yield Problem(
        message=f"{called(found.element)} covers {found.share:.0%} of the first screen at once.",
        selector=found.element.selector,
        cause=f"overlay: {found.element.selector}",
        evidence={"elements": elements((found.element,)), "found": found.share, "expected": 0.35},
    )
