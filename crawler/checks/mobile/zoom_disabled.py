"""mobile/zoom-disabled"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import require_opened, viewport_settings
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/WAI/standards-guidelines/act/rules/b4f0c3/ (read 2026-11-23)",
        "https://www.w3.org/TR/WCAG22/#resize-text (read 2026-11-23)",
    ),
    also=(
        "Lighthouse: meta-viewport",
        "squirrelscan: mobile/viewport-zoom",
    ),
)
def zoom_disabled(render: RenderFacts) -> Iterator[Problem]:
    """Shoppers cannot zoom in

    ## Why it matters
    Whoever needs larger text, or wants to look closely at a picture, spreads two fingers. The page
    forbids it. Accessibility laws ask for a zoom of at least two.

    ## How to fix
    Take `user-scalable=no` and `maximum-scale` out of the viewport tag. If they were there to stop
    iPhones from zooming into form fields, give the fields a font of 16 px instead. Shopify:
    theme.liquid. WooCommerce: the theme's header.php or its mobile settings. Magento: the theme's
    default_head_blocks.xml. BigCommerce: templates/layout/base.html. Salesforce Commerce Cloud: the
    htmlHead template.

    ## What is not checked
    Some browsers let people zoom all the same. Scripts that stop the fingers.
    """
    require_opened(render)
    if render.viewport is None:
        raise NotApplicable
    settings = viewport_settings(render.viewport)
    scalable, most = settings.get("user-scalable"), settings.get("maximum-scale")
    if scalable and abs(_number(scalable)) < 1:
        rule = f"user-scalable={scalable}"
    elif most and 0 <= _number(most) < 2:
        rule = f"maximum-scale={most}"
    else:
        return
    yield Problem(
        message=f'The viewport tag forbids zooming ("{rule[:60]}").',
        evidence={"found": render.viewport[:300]},
    )


def _number(value: str) -> float:
    """As browsers read it: yes is 1, device-width is 10, other words are 0."""
    if value == "yes":
        return 1.0
    if value in ("device-width", "device-height"):
        return 10.0
    match = re.match(r"[+-]?\d*\.?\d+(?:e[+-]?\d+)?", value)
    return float(match[0]) if match else 0.0
