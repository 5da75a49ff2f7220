"""mobile/blank-page"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import LayoutFacts, Problem, RenderFacts, RenderState, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=("convention: a page of a shop shows words",),
)
def blank_page(layout: LayoutFacts, render: RenderFacts) -> Iterator[Problem]:
    """The page is empty on a phone

    ## Why it matters
    Nobody can buy anything here. A script that broke is the usual reason, and the server does not
    notice: it answers as always.

    ## How to fix
    Open the page on a phone. If it stays empty, look at the findings about scripts and requests of
    this page, and undo the last change of the theme or an app. Shopify: Apps, and Online Store >
    Themes > Customize > App embeds. WooCommerce: Plugins. Magento: Content > Widgets, and the
    extension's own page under Stores > Configuration. BigCommerce: Apps, and Storefront > Script
    Manager. Salesforce Commerce Cloud: content slots, and the cartridge of the service.

    ## What is not checked
    Pages that were still loading, and pages that consist of pictures only.
    """
    if render.state is not RenderState.OK:
        raise NotApplicable
    if layout.letters or layout.first_screen_picture >= _PICTURE:
        return
    yield Problem(message="The page opens, but shows no words and no large picture.")


_PICTURE = 0.2
"""Share of the first screen."""
