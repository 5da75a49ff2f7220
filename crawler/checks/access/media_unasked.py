"""access/media-unasked"""

from collections.abc import Iterator

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.records import AxeFacts, Problem, RenderFacts, Severity

RULES = {
    "video-caption": "A film has no subtitles",
    "no-autoplay-audio": "Sound plays by itself",
    "blink": "Text blinks",
    "marquee": "Text runs across the page",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; pause-stop-hide",),
    also=("Lighthouse: video-caption",),
)
def media_unasked(axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A film has no subtitles, or something moves or plays unasked

    ## Why it matters
    Who cannot hear misses what the film says; sound drowns the screen reader, and what moves cannot
    be read.

    ## How to fix
    Add a `<track kind="captions">`, mute films that start by themselves, and let texts stand still.
    Shopify: Online Store > Pages, and the theme's sections. WooCommerce: the text of the page, and
    the theme's template parts. Magento: Content > Pages or Blocks, and the theme's .phtml files.
    BigCommerce: Storefront > Web Pages, and Storefront > Themes > Edit theme files. Salesforce
    Commerce Cloud: content assets, and the cartridge's templates.

    ## What is not checked
    Films in frames of other companies; carousels.
    """
    yield from broken_rules(axe, render, RULES)
