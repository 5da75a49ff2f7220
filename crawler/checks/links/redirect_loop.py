"""links/redirect-loop"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import linked_from, path_of, places, steps
from crawler.records import Problem, Severity, TargetState


@check(
    Severity.ERROR,
    since="0.1",
    subject="target",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/http-network-errors"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Response Codes: Internal Redirect Loop",
        "Ahrefs: Redirect loop",
        "Semrush: Redirect chains and loops",
        "Sitebulb: Internal URL is part of a chained redirect loop",
        "seonaut: URLs causing a redirect loop",
    ),
)
def redirect_loop(index: SiteIndex) -> Iterator[Problem]:
    """An address redirects in a circle

    ## Why it matters
    The browser gives up and shows an error: nobody can reach the page, neither shoppers nor Google.

    ## How to fix
    Two redirect rules contradict each other; remove one. Shopify: Content > Menus > URL Redirects.
    WooCommerce: the redirect plugin and .htaccess. Magento: Marketing > SEO & Search > URL
    Rewrites. BigCommerce: Settings > 301 Redirects. Salesforce Commerce Cloud: Merchant Tools > SEO
    > URL Redirects. A circle between http and https, or with and without www, is a rule in the
    server or the CDN.

    ## What is not checked
    Circles on other sites, and those that need a cookie to end.
    """
    for target in index.targets(TargetState.LOOP):
        if not target.internal:
            continue
        urls = [hop.url for hop in target.hops]
        circle = bool(urls) and urls[-1] in urls[:-1]
        said = "redirects in a circle" if circle else f"still redirects after {len(urls)} steps"
        yield Problem(
            page=target.url,
            message=f"{path_of(target.url)} {said}; it is {linked_from(target)}.",
            cause=target.url,
            evidence=places(target) | {"hops": steps(target)},
        )
