"""access/link-nameless"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

from crawler.checks.access.findings import broken_rules
from crawler.checks.api import check
from crawler.checks.links.words import anchors
from crawler.records import (
    AxeFacts,
    AxeFinding,
    Marks,
    PageKind,
    PageRecord,
    Problem,
    RenderFacts,
    Severity,
)

RULES = {
    "link-name": "A link says nothing to a screen reader",
    "area-alt": "A part of an image map has no text",
}
"""Rules of axe-core and what they mean."""


@check(
    Severity.ERROR,
    since="0.1",
    sources=("convention: WCAG 2.2 as axe-core 4.12 judges it; link-purpose-in-context",),
    also=("Lighthouse: link-name",),
)
def link_nameless(page: PageRecord, axe: AxeFacts, render: RenderFacts) -> Iterator[Problem]:
    """A link has no name

    ## Why it matters
    A screen reader says only "link", or spells out the address.

    ## How to fix
    Give the picture in the link an alternative text, or the link an `aria-label`. Shopify: Online
    Store > Themes > Edit code > sections and snippets. WooCommerce: the theme's template parts, or
    the plugin that draws it. Magento: the theme's .phtml files. BigCommerce: Storefront > Themes >
    Edit theme files. Salesforce Commerce Cloud: the templates of the storefront cartridge.

    ## What is not checked
    Links of the HTML that links/link-text-empty reports.
    """
    yield from broken_rules(_untold(page, axe), render, RULES)


def _untold(page: PageRecord, axe: AxeFacts) -> AxeFacts:
    """Without the links that links/link-text-empty reports: those without a text in the HTML."""
    if page.links is None or page.kind in (PageKind.SYSTEM, PageKind.SEARCH):
        return axe
    told = {link.url for link in anchors(page.links) if link.unnamed and not link.control}
    left: list[AxeFinding] = []
    for finding in axe.findings:
        items = finding.nodes.items
        kept = tuple(item for item in items if _target(page, item.html) not in told)
        if len(kept) == len(items) or finding.rule != "link-name":
            left.append(finding)
        elif kept:
            nodes = Marks(count=len(kept), items=kept)
            left.append(finding.model_copy(update={"nodes": nodes}))
    return axe.model_copy(update={"findings": tuple(left)})


def _target(page: PageRecord, markup: str) -> str | None:
    """Where a link leads, of its tag as written."""
    found = re.search(r"""\shref=["']([^"']*)""", markup)
    try:
        return urljoin(page.url, unescape(found[1])) if found else None
    except ValueError:
        return None
