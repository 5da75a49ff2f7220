"""links/resource-broken"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import answer_of, path_of, places, steps
from crawler.records import LinkTarget, Problem, Severity, TargetState

_CALLED = {
    "image": "picture",
    "script": "script",
    "stylesheet": "style sheet or icon",
    "other": "file",
}


@check(
    Severity.ERROR,
    since="0.1",
    subject="target",
    sources=(
        "https://developers.google.com/search/docs/appearance/google-images (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Page has broken image",
        "Ahrefs: Page has broken JavaScript",
        "Ahrefs: Page has broken CSS",
        "Semrush: Broken internal images",
        "Semrush: Broken internal JavaScript and CSS files",
        "squirrelscan: images/broken-images",
    ),
)
def resource_broken(index: SiteIndex) -> Iterator[Problem]:
    """A picture, script or style sheet is missing

    ## Why it matters
    A missing picture makes a product look unfinished; a missing script or style sheet can break the
    layout or the basket on every page that uses it.

    ## How to fix
    Upload the file again or correct its address in the theme or the text. Shopify: Content > Files,
    and Online Store > Themes > Edit code > assets. WooCommerce: Media, then clear the cache.
    Magento: run `setup:static-content:deploy`, or flush Catalog Images Cache. BigCommerce:
    Storefront > Image Manager, or WebDAV. Salesforce Commerce Cloud: Merchant Tools > Content >
    Image Library, and the static folder of the cartridge.

    ## What is not checked
    Files that only a script loads, and fonts and pictures that a style sheet of another host names:
    see mobile/failed-request. A file on another host that gives no answer at all must fail on two
    nights.
    """
    for target in index.targets(TargetState.BROKEN):
        called = _CALLED.get(target.kind)
        if called is None or _may_be_our_own_line(index, target):
            continue
        name = path_of(target.url) if target.internal else target.url
        first = path_of(target.sources[0].url) if target.sources else ""
        more = f" and {target.pages - 1} more" if target.pages > 1 else ""
        used = f"; {first}{more} needs it" if first and not more else ""
        used = f"; {first}{more} need it" if more else used
        yield Problem(
            page=target.url,
            message=f"The {called} {name} {answer_of(target)}{used}.",
            cause=target.url,
            severity=None if target.internal else Severity.WARNING,
            evidence=places(target)
            | {
                "status": target.status,
                "failure": target.failure,
                "kind": target.kind,
                "hops": steps(target),
            },
        )


def _may_be_our_own_line(index: SiteIndex, target: LinkTarget) -> bool:
    """Whether one night's silence of another host is all that is known."""
    silent = target.status is None and not target.internal
    return silent and target.url not in index.failing_before
