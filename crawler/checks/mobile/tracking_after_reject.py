"""mobile/tracking-after-reject"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.tracking import trackers
from crawler.records import Choice, ConsentFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention: refused and looked at again like the EDPS Website Evidence Collector",
        "https://www.edpb.europa.eu/our-work-tools/our-documents/other/"
        "report-work-undertaken-cookie-banner-taskforce_en (read 2026-11-23)",
    ),
)
def tracking_after_reject(consent: ConsentFacts) -> Iterator[Problem]:
    """A tag is active although the shopper refused

    ## Why it matters
    We opened the home page, tapped the button that refuses, and opened the page again. The tag
    still sent something or had a cookie. Who refuses expects that it stays silent. This is what we
    observed and no legal advice.

    ## How to fix
    Let the consent tool start the tag, and give the tag its right category there; take it out of
    the theme, where it starts by itself. Google's tags: consent mode must hear of the refusal.
    Shopify: Settings > Customer privacy, and Settings > Customer events (pixels added in the theme
    do not heed it). WooCommerce: the consent plugin's list of services. Magento: Stores >
    Configuration > Web > Default Cookie Settings, and the consent extension. BigCommerce: Settings
    > Security & privacy, and the category of each script in Storefront > Script Manager. Salesforce
    Commerce Cloud: the tracking consent of the session, and the tag manager.

    ## What is not checked
    Other pages than the home page. Hits that say that consent is denied (Google's `gcs=G100`), and
    programs that are loaded but send nothing. Tags that start only when the shopper scrolls or
    taps. Banners in a frame, banners without a button to refuse on their first level, and choices
    that are forgotten when the page is opened again: then nothing is known.
    """
    refused = consent.phase(Choice.REJECTED)
    if refused is None or not refused.complete:
        raise NotApplicable
    untouched = consent.phase(Choice.NONE)
    before = untouched.cookies if untouched else {}
    for tracker in trackers(refused.tags, refused.cookies):
        yield Problem(
            message=f'{tracker.name} {tracker.does(before)} after a tap on "{refused.pressed}".',
            about=tracker.name,
            page=consent.url,
            cause=f"after refusing: {tracker.name}",
            evidence={
                "times": tracker.hits,
                "cookies": list(tracker.cookies),
                "pressed": refused.pressed,
                "consent tool": consent.cmp,
            },
        )
