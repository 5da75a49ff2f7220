"""mobile/visual-change"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, check
from crawler.records import PictureChange, Problem, RenderFacts, Severity

MUCH = 0.25
"""Of the first screen: from here on a visitor of yesterday would not know the page again. Ours."""


class VisualChangeOptions(CheckOptions):
    """Options of mobile/visual-change."""

    min_share: float = Field(
        default=0.01,
        gt=0,
        le=1,
        description="Report a page of whose first screen at least this share changed; 0.01 is one "
        "pixel of a hundred.",
    )


@check(
    Severity.NOTICE,
    since="0.1",
    news=True,
    sources=("our own limit: one pixel of a hundred, as tools for visual tests have it",),
)
def visual_change(
    change: PictureChange, render: RenderFacts, options: VisualChangeOptions
) -> Iterator[Problem]:
    """The first screen of the phone looks different from the night before

    ## Why it matters
    Most changes are wanted. The others are a theme update, an app or a banner that nobody
    announced, and on the next morning they are easy to undo.

    ## How to fix
    Look at the pictures before and after. If nobody changed the page, ask what was installed or
    updated yesterday. Shopify: Online Store > Themes, and Apps. WooCommerce: Plugins and Appearance
    > Themes. Magento: the last deployment. BigCommerce: Storefront > Script Manager and Themes.
    Salesforce Commerce Cloud: the last code version and the campaigns that are running.
    What may change every day can be left out: `render.mask` in the settings.

    ## What is not checked
    Places that move by themselves within a second. Pictures that another browser took. Pages that
    are not looked at every night: only the home page, watched products and some pages of each
    template are.
    """
    if change.share < options.min_share:
        return
    places = len(change.boxes)
    yield Problem(
        message=(
            f"{change.share:.0%} of the first screen changed, in {places} "
            f"{'place' if places == 1 else 'places'}."
            if change.share >= 0.01
            else f"{change.share:.1%} of the first screen changed."
        ),
        severity=Severity.WARNING if change.share >= MUCH else None,
        cause=f"looks different: {render.template}" if render.template else "",
        evidence={
            "share": change.share,
            "before": change.before,
            "after": render.screenshot.file if render.screenshot else "",
            "difference": change.difference,
            "boxes": [box.model_dump() for box in change.boxes],
        },
    )
