"""mobile/tap-under-24"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import called, elements, marked, narrower, require_layout
from crawler.records import ElementEvidence, Problem, RenderFacts, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://www.w3.org/TR/WCAG22/#target-size-minimum (read 2026-11-23)",),
    also=(
        "Screaming Frog: Mobile: Target Size",
        "Ahrefs: Tap targets too small or too close together",
        "Lighthouse: target-size",
        "squirrelscan: mobile/tap-targets",
    ),
)
def tap_under_24(render: RenderFacts) -> Iterator[Problem]:
    """Links, buttons or fields are too small for a finger

    ## Why it matters
    A thumb hits the neighbour instead: the wrong size goes into the basket, or the menu opens in
    place of the search. Accessibility laws ask for 24 by 24 pixels, or enough room around.

    ## How to fix
    Make the link, button or field at least 24 pixels wide and high (44 is comfortable), or move
    them apart: padding is enough. One mend in the theme's style sheet usually repairs every page.
    Shopify: Online Store > Themes > Edit code. WooCommerce: Appearance > Customize > Additional
    CSS. Magento: the theme's _extend.less. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the cartridge's style sheet.

    ## What is not checked
    Links inside a sentence, which the rule exempts; targets that appear only after a tap. The rule
    exempts plain tick boxes that the browser draws in its own size, too. They are reported all the
    same: a thumb misses them as well, and a label around them mends it.
    """
    require_layout(render)
    if render.small_targets:
        first = render.small_targets[0]
        number = render.taps.small.count if render.taps else len(render.small_targets)
        yield Problem(
            message=f"{_many(number)} under 24 px and too close to another, first {_named(first)}.",
            selector=first.selector,
            cause=f"small target: {first.selector}",
            evidence={"elements": elements(render.small_targets)},
        )
        return
    for look, widths in narrower(render, lambda look: bool(look.small_targets)):
        marks = look.small_targets
        yield marked(
            "small target",
            marks,
            f"Only on screens of {widths} px: {_many(marks.count)} under 24 px and too close to "
            f"another, first {_named(marks.items[0])}.",
        )


def _many(number: int) -> str:
    if number > 1:
        return f"{number} links, buttons or fields are"
    return "A link, button or field is"


def _named(element: ElementEvidence) -> str:
    return f"{called(element)} ({element.note})"
