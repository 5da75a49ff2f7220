"""mobile/overlay-close-small"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import called, elements
from crawler.records import LayoutFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#target-size-minimum (read 2026-11-23)",
        "convention: what covers a page can be closed with a thumb",
    ),
)
def overlay_close_small(layout: LayoutFacts) -> Iterator[Problem]:
    """What covers the page is hard to close

    ## Why it matters
    Shoppers who cannot get rid of it leave. On a phone the cross in the corner is often too small
    for a thumb, or outside the screen.

    ## How to fix
    Give the layer a cross of 44 by 44 pixels in its upper corner. Shopify: Apps, and Online Store >
    Themes > Customize > App embeds. WooCommerce: Plugins. Magento: Content > Widgets, and the
    extension's own page under Stores > Configuration. BigCommerce: Apps, and Storefront > Script
    Manager. Salesforce Commerce Cloud: content slots, and the cartridge of the service.

    ## What is not checked
    Cookie notices and questions for the age, which are answered with their buttons. Layers in a
    frame of another host.
    """
    found = layout.overlay
    if found is None or found.kind != "other" or not found.close_known:
        raise NotApplicable
    size = found.close.value if found.close else None
    if size is not None and size >= _LEAST:
        return
    shown = found.close or found.element
    yield Problem(
        message=(
            f"The control that closes {called(found.element)} is {shown.note}, under {_LEAST} px."
            if found.close
            else f"{called(found.element)} covers the page and has nothing to close it with."
        ),
        selector=shown.selector,
        cause=f"overlay: {found.element.selector}",
        evidence={"elements": elements((shown,)), "found": size, "expected": _LEAST},
    )


_LEAST = 24
"""CSS pixels, both ways."""
