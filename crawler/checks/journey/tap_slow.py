"""journey/tap-slow"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.checks.journey.walked import JUDGED, PLACES, evidence
from crawler.records import JourneyFacts, Problem, Severity


class TapOptions(CheckOptions):
    """How long the screen may take to answer a tap."""

    good_ms: int = Field(200, ge=50, le=5000, description="Milliseconds; slower is a notice.")
    poor_ms: int = Field(500, ge=50, le=10_000, description="Milliseconds; slower is a warning.")


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://web.dev/articles/inp: good up to 200 ms, poor over 500 ms (read 2026-11-23)",
    ),
    subject="site",
)
def tap_slow(journeys: JourneyFacts, options: TapOptions) -> Iterator[Problem]:
    """The screen answers a tap late

    ## Why it matters
    Until the screen is drawn again a shopper does not know whether the tap arrived. Google counts
    the slowest answers of real visits as Interaction to Next Paint (INP). The slowest tap of our
    journey is a stand-in for it from a laboratory.

    ## How to fix
    Show the answer first and work afterwards: long scripts on a tap, scripts of tags on top of
    them, and drawing a large page anew hold it up. Look for them with a recording in the browser's
    developer tools. Shopify: Online Store > Themes, and remove apps that add scripts. WooCommerce:
    Plugins. Magento: the theme's JavaScript and Stores > Configuration > Advanced > Developer.
    BigCommerce: Storefront > Script Manager. Salesforce Commerce Cloud: the cartridges' client
    scripts.

    ## What is not checked
    Phones of real shoppers, which are slower than our machine. How long a server takes after the
    tap: another check looks at that. Journeys on which no tap was measured.
    """
    measured = False
    for record in journeys.journeys:
        taps = [step for step in record.steps if step.state in JUDGED and step.pressed is not None]
        # A tap of under 16 ms has no duration; that the screen changed shows that we listened.
        measured |= any(s.tap_ms is not None or s.feedback_ms is not None for s in taps)
        slowest = max(taps, key=lambda step: step.tap_ms or 0, default=None)
        if slowest is None or slowest.tap_ms is None or slowest.tap_ms <= options.good_ms:
            continue
        poor = slowest.tap_ms > options.poor_ms
        limit = options.poor_ms if poor else options.good_ms
        yield Problem(
            message=f"{PLACES[slowest.name]} the screen answers a tap after {slowest.tap_ms} ms; "
            f"{limit} ms are the limit.",
            severity=None if poor else Severity.NOTICE,
            about=record.name,
            cause="journey: slow tap",
            evidence=evidence(record, slowest, found=slowest.tap_ms, expected=limit),
        )
    if not measured:
        raise NotApplicable
