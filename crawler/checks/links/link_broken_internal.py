"""links/link-broken-internal"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import answer_of, linked_from, path_of, places, steps
from crawler.records import Problem, Severity, TargetState


@check(
    Severity.ERROR,
    since="0.1",
    subject="target",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/links-crawlable"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Response Codes: Internal Client Error (4xx)",
        "Ahrefs: Page has links to broken page",
        "Semrush: Broken internal links",
        "squirrelscan: links/broken-links",
    ),
)
def link_broken_internal(index: SiteIndex) -> Iterator[Problem]:
    """A link inside the shop leads nowhere

    ## Why it matters
    A shopper who clicks sees an error page and often leaves. Google wastes a visit, and whatever
    the missing page had earned in reputation is lost.

    ## How to fix
    Correct the link where it stands; the finding lists every page with it. If the page was deleted,
    redirect its address to the closest living one. Shopify: Online Store > Navigation, and Content
    > Menus > URL Redirects. WooCommerce: Appearance > Menus, and a redirect plugin. Magento:
    Marketing > SEO & Search > URL Rewrites. BigCommerce: Settings > 301 Redirects. Salesforce
    Commerce Cloud: Merchant Tools > SEO > URL Redirects.

    ## What is not checked
    Addresses that answer "not for robots" (401, 403, 429), which links/link-unverified lists, and
    addresses that could change something when asked for, such as add-to-basket links.
    """
    for target in index.targets(TargetState.BROKEN):
        if not target.internal or target.kind != "page":
            continue
        yield Problem(
            page=target.url,
            message=f"{path_of(target.url)} {answer_of(target)}; it is {linked_from(target)}.",
            cause=target.url,
            evidence=places(target)
            | {"status": target.status, "failure": target.failure, "hops": steps(target)},
        )
