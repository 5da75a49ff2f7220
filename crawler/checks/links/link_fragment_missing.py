"""links/link-fragment-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import anchors, called, group, place
from crawler.records import LinkFacts, PageKind, PageRecord, Problem, Region, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.CONTENT, PageKind.POLICY}),
    sources=(
        "https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment"
        " (read 2026-11-23)",
    ),
    also=("Screaming Frog: URL: Broken Bookmark",),
)
def link_fragment_missing(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """A link jumps to a place that the page does not have

    ## Why it matters
    The shopper taps "Returns by post" and nothing happens.

    ## How to fix
    Give the place the id that the link names (`id="size-chart"`), letter by letter, or correct the
    link. Mostly the section was renamed in the page's editor: Shopify: Online Store > Themes >
    Customize. WooCommerce: the block's "HTML anchor". Magento and BigCommerce: the Page Builder's
    element. Salesforce Commerce Cloud: the content asset.

    ## What is not checked
    Links to places on other pages. Places that a script makes later, where no browser looked at the
    page: so only articles and policy pages are judged, and there neither header, menu and footer,
    nor buttons, links with an onclick and routes of scripts (#/, #!).
    """
    jumps = [link for link in anchors(links) if link.href.strip().startswith("#") and link.fragment]
    if links.lost_fragments is None or not jumps:
        raise NotApplicable
    lost = set(links.lost_fragments)
    seen = page.render.view if page.render else None
    if seen is not None and seen.lost_fragments is not None:
        lost &= set(seen.lost_fragments)  # what scripts added is there for shoppers
    for link in jumps:
        if link.fragment in lost and link.region is Region.MAIN and link.text:
            lost.discard(link.fragment)
            yield Problem(
                message=f'{called(link)} jumps to "{link.fragment[:80]}", which the page lacks.',
                about=link.fragment[:200],
                cause=group(page, link, link.fragment) + f": #{link.fragment[:100]}",
                evidence=place(page, link),
            )
