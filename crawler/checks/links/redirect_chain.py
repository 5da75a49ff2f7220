"""links/redirect-chain"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import linked_from, path_of, places, steps
from crawler.records import Problem, Severity, TargetState

MANY = 5
"""Redirects in a row that are an error: Googlebot gives up after ten."""


@check(
    Severity.WARNING,
    since="0.1",
    subject="target",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
        "our own limit: two redirects in a row are a chain",
    ),
    also=(
        "Screaming Frog: Response Codes: Internal Redirect Chain",
        "Ahrefs: Redirect chain",
        "Ahrefs: Redirect chain too long",
        "Semrush: Redirect chains and loops",
        "seonaut: URLs causing a redirect chain",
        "squirrelscan: crawl/redirect-chain",
    ),
)
def redirect_chain(index: SiteIndex) -> Iterator[Problem]:
    """An address redirects several times before it arrives

    ## Why it matters
    Each step makes the shopper wait, and each one is a place where the way can break. Google gives
    up after ten.

    ## How to fix
    Let the first address redirect to the last one at once. Shopify: Content > Menus > URL
    Redirects. WooCommerce: the redirect plugin. Magento: Marketing > SEO & Search > URL Rewrites.
    BigCommerce: Settings > 301 Redirects. Salesforce Commerce Cloud: Merchant Tools > SEO > URL
    Redirects. Where one step only adds www, https or a slash, set that once in the server.

    ## What is not checked
    Chains that end in an error (see links/link-broken-internal) or that start on another site.
    """
    for target in index.targets(TargetState.REDIRECT):
        redirects = len(target.hops) - 1
        if not target.internal or redirects < 2:
            continue
        last = target.hops[-1].url
        end = path_of(last, target.url)
        yield Problem(
            page=target.url,
            message=(
                f"{path_of(target.url)} takes {redirects} redirects to reach {end}; "
                f"it is {linked_from(target)}."
            ),
            cause=target.url,
            severity=Severity.ERROR if redirects >= MANY else None,
            evidence=places(target) | {"expected": last, "hops": steps(target)},
        )
