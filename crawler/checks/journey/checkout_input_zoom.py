"""journey/checkout-input-zoom"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.journey.walked import checkout_fields, evidence, field_name
from crawler.extract.field_kinds import TYPED
from crawler.records import JourneyFacts, Problem, Severity

ZOOM_PX = 16
"""Safari zooms into what is smaller."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: Safari on iOS zooms into fields whose letters are smaller than 16 px",),
    subject="site",
)
def checkout_input_zoom(journeys: JourneyFacts) -> Iterator[Problem]:
    """The page jumps when a field of the checkout is tapped on an iPhone

    ## Why it matters
    The screen zooms in, the labels slide out of view, and the shopper has to zoom out again
    after every field.

    ## How to fix
    Set the font size of fields to 16 px or more, for phones at least: `input, select, textarea
    { font-size: 16px }`. Shopify: Theme settings > Typography; the checkout is right by itself.
    WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's variable
    @form-element-input__font-size. BigCommerce: Theme styles. Salesforce Commerce Cloud: the
    form styles of the cartridge.

    ## What is not checked
    Measured in Chromium, which does not zoom itself. Tick boxes. Fields below the first form.
    Steps that a journey leaves out or did not reach; shops where journeys are switched off.
    What ended for a reason of our own is told with the run and not called a fault.
    """
    for record, step, fields in checkout_fields(journeys):
        typed = [field for field in fields if field.type in TYPED and field.font_px > 0]
        if not typed:
            raise NotApplicable
        small = [field for field in typed if field.font_px < ZOOM_PX]
        if small:
            first = small[0]
            more = f" ({len(small) - 1} more are small too)" if len(small) > 1 else ""
            yield Problem(
                message=f"The field {field_name(first)} of the checkout has letters of "
                f"{first.font_px:g} px{more}; an iPhone zooms in below {ZOOM_PX} px.",
                about="zoom",
                selector=first.selector,
                cause="checkout: small letters",
                evidence=evidence(record, step, fields=[field.selector for field in small][:20]),
            )
        return
