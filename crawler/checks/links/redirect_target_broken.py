"""links/redirect-target-broken"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import path_of
from crawler.checks.links.ways import ways
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.answers import broken_status
from crawler.records import Problem, Severity, TargetState


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Broken redirect",
        "Sitebulb: Internal URL redirect broken (4XX or 5XX)",
    ),
)
def redirect_target_broken(index: SiteIndex) -> Iterator[Problem]:
    """A redirect leads to an error

    ## Why it matters
    Old addresses live on in bookmarks, mails and other people's links. Who follows one is sent on
    and then sees an error page, and what the old page had earned at Google is lost.

    ## How to fix
    Let the redirect lead to the closest living page. Shopify: Content > Menus > URL Redirects.
    WooCommerce: the redirect plugin. Magento: Marketing > SEO & Search > URL Rewrites. BigCommerce:
    Settings > 301 Redirects. Salesforce Commerce Cloud: Merchant Tools > SEO > URL Redirects.

    ## What is not checked
    Addresses that pages link to: links/link-broken-internal reports those. Redirects that nobody
    links to and no sitemap lists are not known.
    """
    for way in ways(index):
        target = index.target(way.start)
        if target is not None and target.internal and target.state is TargetState.BROKEN:
            continue
        status = broken_status(index, way.end)
        if status is not None:
            yield Problem(
                page=way.start,
                message=(
                    f"{path_of(way.start)} redirects to {shown(way.end, way.start)},"
                    f" which answers {status}."
                ),
                cause=way.end,
                evidence=way.evidence | {"status": status},
            )
