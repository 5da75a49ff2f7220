"""mobile/viewport-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import (
    require_opened,
    viewport_number,
    viewport_settings,
    zoom_limit,
)
from crawler.records import Problem, RenderFacts, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://drafts.csswg.org/css-viewport/ (read 2026-11-23)",
        "https://developer.mozilla.org/en-US/docs/Web/HTML/Reference/Elements/meta/name/"
        "viewport (read 2026-11-23)",
    ),
)
def viewport_invalid(render: RenderFacts) -> Iterator[Problem]:
    """The viewport tag holds words that browsers do not know

    ## Why it matters
    Browsers leave out what they do not understand. What was meant, say a size or a limit, does not
    happen.

    ## How to fix
    Correct the word or take it out. `width=device-width, initial-scale=1` is all that most shops
    need. Shopify: Online Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's
    header.php. Magento: the theme's Magento_Theme/layout/default_head_blocks.xml. BigCommerce:
    Storefront > Themes > Edit theme files > templates/layout/base.html. Salesforce Commerce Cloud:
    the htmlHead template.

    ## What is not checked
    Values that forbid zooming, which have a finding of their own.
    """
    require_opened(render)
    if render.viewport is None:
        raise NotApplicable
    locked = zoom_limit(render.viewport) < 2
    wrong = [
        f"{name}={value}" if value else name
        for name, value in sorted(viewport_settings(render.viewport).items())
        if not _valid(name, value) and not (locked and name in _ZOOM)
    ]
    if not wrong:
        return
    yield Problem(
        message=f'Browsers do not know "{", ".join(wrong)[:120]}" in the viewport tag.',
        evidence={"found": render.viewport[:300]},
    )


_SIZES = frozenset({"width", "height"})
_SCALES = frozenset({"initial-scale", "minimum-scale", "maximum-scale"})
_ZOOM = frozenset({"user-scalable", "maximum-scale"})
_WORDS = {
    "user-scalable": frozenset({"yes", "no"}),
    "viewport-fit": frozenset({"auto", "contain", "cover"}),
    "interactive-widget": frozenset({"resizes-visual", "resizes-content", "overlays-content"}),
    "shrink-to-fit": frozenset({"yes", "no"}),
}


def _valid(name: str, value: str) -> bool:
    number = viewport_number(value)
    if name in _SIZES:
        return value in ("device-width", "device-height") or (number or 0) >= 1
    if name in _SCALES:
        return number is not None
    if name == "user-scalable" and number is not None:
        return True
    return value in _WORDS.get(name, ())
