"""mobile/tracking-before-consent"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.tracking import trackers
from crawler.records import Problem, RenderFacts, RenderState, Severity, TagFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention: looked at like the EDPS Website Evidence Collector, without any interaction",
    ),
)
def tracking_before_consent(tags: TagFacts, render: RenderFacts) -> Iterator[Problem]:
    """A tag is active before the shopper has chosen

    ## Why it matters
    We opened the page and tapped nothing, and the tag sent something or stored a cookie. Many
    countries ask for a choice first. This is what we observed and no legal advice.

    ## How to fix
    Let the consent tool start the tag. Google's tags: set the default of consent mode to denied
    before the tag. Shopify: Settings > Customer events, and Online Store > Preferences.
    WooCommerce: the plugin of the tag, or the theme's header. Magento: Stores > Configuration >
    Sales > Google API, and Content > Design > Configuration > HTML Head. BigCommerce: Settings >
    Analytics, and Storefront > Script Manager. Salesforce Commerce Cloud: the cartridge's templates
    and the tag manager.

    ## What is not checked
    What happens after a choice: another check looks at that. Hits that say that consent is denied
    (Google's `gcs=G100`), and programs that are loaded but send nothing. Pages that did not finish
    loading pass for unknown.
    """
    active = trackers(tags.tags, tags.cookies)
    if not active and (not tags.complete or render.state is not RenderState.OK):
        raise NotApplicable
    for tracker in active:
        yield Problem(
            message=f"{tracker.name} {tracker.does()} before any choice was made.",
            about=tracker.name,
            cause=f"before consent: {tracker.name}",
            evidence={"times": tracker.hits, "cookies": list(tracker.cookies)},
        )
