"""links/link-to-redirect"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import linked_from, path_of, places, steps
from crawler.records import LinkTarget, PageKind, Problem, Severity, TargetState


@check(
    Severity.NOTICE,
    since="0.1",
    subject="target",
    sources=(
        "convention, not a Google rule: link to the address that answers; see "
        "https://developers.google.com/search/docs/crawling-indexing/301-redirects"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Response Codes: Internal Redirection (3xx)",
        "Ahrefs: Page has links to redirect",
        "squirrelscan: links/redirect-chains",
    ),
)
def link_to_redirect(index: SiteIndex) -> Iterator[Problem]:
    """A link inside the shop takes a detour

    ## Why it matters
    Every click waits for one more answer, on phones often half a second, and the link breaks on the
    day when somebody removes the redirect. Usually it is one menu entry on all pages.

    ## How to fix
    Write the final address into the link where it stands. Shopify: Online Store > Navigation.
    WooCommerce: Appearance > Menus. Magento: Catalog > Categories, and Content > Blocks.
    BigCommerce: Storefront > Web Pages. Salesforce Commerce Cloud: Merchant Tools > Content >
    Content Assets and Slots.

    ## What is not checked
    Redirects to other sites, to the log-in or to the basket, which are on purpose; files; canonical
    and language links.
    """
    for target in index.targets(TargetState.REDIRECT):
        if not target.internal or target.kind != "page" or target.final_url is None:
            continue
        end = index.page(target.final_url)
        if not _stays(target) or (end is not None and end.kind is PageKind.SYSTEM):
            continue
        to = path_of(target.final_url)
        only = _only_difference(target.url, target.final_url)
        yield Problem(
            page=target.url,
            message=f"{path_of(target.url)} redirects to {to}{only}; it is {linked_from(target)}.",
            cause=target.url,
            evidence=places(target) | {"expected": target.final_url, "hops": steps(target)},
        )


def _stays(target: LinkTarget) -> bool:
    hosts = [
        urlsplit(url or "").netloc.removeprefix("www.") for url in (target.url, target.final_url)
    ]
    return hosts[0] == hosts[1]


def _only_difference(first: str, second: str) -> str:
    """Words for the common harmless-looking differences; "" for any other."""
    one, two = urlsplit(first), urlsplit(second)
    if one._replace(scheme="") == two._replace(scheme=""):
        return f" (only {one.scheme} became {two.scheme})"
    if one.netloc != two.netloc and one[2:4] == two[2:4]:
        return " (only www differs)"
    if one.path != two.path and one.path.rstrip("/") == two.path.rstrip("/"):
        return " (only the slash at the end differs)"
    if one.path != two.path and one.path.lower() == two.path.lower():
        return " (only small and capital letters differ)"
    return ""
