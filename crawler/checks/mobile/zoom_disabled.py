"""mobile/zoom-disabled"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import measured_zoom, viewport_settings, zoom_limit
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
    iPhones let people zoom all the same; Android phones obey unless told otherwise in the settings.
    Scripts that stop the fingers.
    """
    if measured_zoom(render) >= 2:
        return
    content = render.viewport or ""
    settings = viewport_settings(content)
    rules = [f"{name}={settings[name]}" for name in _FORBIDS if name in settings]
    blamed = next((rule for rule in rules if zoom_limit(rule) < 2), content)
    yield Problem(
        message=f'The viewport tag forbids zooming ("{blamed[:60]}").',
        evidence={"found": content[:300]},
    )


_FORBIDS = ("user-scalable", "maximum-scale")
