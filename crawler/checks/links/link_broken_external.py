"""links/link-broken-external"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import answer_of, linked_from, places, steps
from crawler.records import Problem, Severity, TargetState


@check(
    Severity.WARNING,
    since="0.1",
    subject="target",
    sources=(
        "convention, not a Google rule: a link to a page that is gone helps nobody",
        "our own limit: it must fail on two nights before it is reported",
    ),
    also=(
        "Screaming Frog: Response Codes: External Client Error (4xx)",
        "Ahrefs: Page has links to broken page",
        "Ahrefs: External 4XX",
        "Ahrefs: External 5XX",
        "Semrush: Broken external links",
        "seonaut: Pages with broken external links",
        "squirrelscan: links/broken-external-links",
    ),
)
def link_broken_external(index: SiteIndex) -> Iterator[Problem]:
    """A link to another site leads nowhere

    ## Why it matters
    Dead links to manuals, payment providers or parcel tracking cost trust at the moment when a
    customer needs help.

    ## How to fix
    Correct or remove the link where it stands; the finding lists every page with it. Links in menus
    and footers: Shopify: Online Store > Navigation. WooCommerce: Appearance > Menus. Magento:
    Content > Blocks. BigCommerce: Storefront > Web Pages. Salesforce Commerce Cloud: Merchant Tools
    > Content > Content Assets.

    ## What is not checked
    A site that fails on one night only, and sites that refuse robots: see links/link-unverified.
    """
    for target in index.targets(TargetState.BROKEN):
        if target.internal or target.kind != "page" or target.url not in index.failing_before:
            continue
        yield Problem(
            page=target.url,
            message=f"{target.url} {answer_of(target)}; it is {linked_from(target)}.",
            cause=target.url,
            evidence=places(target)
            | {"status": target.status, "failure": target.failure, "hops": steps(target)},
        )
