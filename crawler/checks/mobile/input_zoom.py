"""mobile/input-zoom"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.fields import listed, of_fields, visible_fields
from crawler.checks.mobile.view import viewport_settings
from crawler.records import FormFacts, Problem, RenderFacts, Severity

LEGIBLE = 16
"""Pixels from which Safari on iPhones does not zoom."""
_FIXED = ("1", "1.0")
_NO_LETTERS = frozenset({"checkbox", "radio", "range", "color", "file"})


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: Safari on iPhones zooms into fields with letters under 16 px",),
)
def input_zoom(forms: FormFacts, render: RenderFacts) -> Iterator[Problem]:
    """An iPhone zooms into a field of the form

    ## Why it matters
    Safari on iPhones zooms in when a field has letters smaller than 16 pixels. The rest of the form
    stands outside the screen then, and the shopper must find the way back.

    ## How to fix
    Give input, select and textarea `font-size: 16px` or more on phones. Shopify: Online Store >
    Themes > Edit code. WooCommerce: Appearance > Customize > Additional CSS. Magento: the theme's
    _extend.less. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud:
    the cartridge's style sheet.

    ## What is not checked
    Fields that are not visible when the page opens, tick boxes and the like. Pages whose viewport
    forbids zooming (see mobile/zoom-disabled) do not zoom here either.
    """
    settings = viewport_settings(render.viewport or "")
    if settings.get("maximum-scale") in _FIXED or settings.get("user-scalable") in ("no", "0"):
        raise NotApplicable
    small = [f for f in visible_fields(forms) if f.type not in _NO_LETTERS and f.font_px < LEGIBLE]
    if not small:
        return
    size = round(min(field.font_px for field in small), 1)
    yield of_fields(
        small,
        "field that zooms",
        f"iPhones zoom into {listed(small)}: letters have {size:g} px there instead of {LEGIBLE}.",
        lambda field: f"{field.font_px:g} px",
    )
