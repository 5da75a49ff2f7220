"""links/link-malformed"""

import re
from collections.abc import Iterator
from functools import lru_cache

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import anchors, called, group, place
from crawler.records import LinkFacts, PageRecord, Problem, Severity

_FAULTS = (
    (re.compile(r"https?[:/]*https?(?::|//)", re.I), "names http twice"),
    (re.compile(r"(?:https?;//|https?,//|https?//|https?:/(?!/)|https?:(?![/?#]))", re.I),
     "has a slip of the pen after http"),
    (re.compile(r"(?:htp|htps|htttps?|ttps?|hhttps?|httpss|htpps?):", re.I), "misspells https"),
    (re.compile(r"www\.[\w-]+\.\w{2,}(?:$|[/?#:])", re.I), "lacks https:// in front"),
    (re.compile(r"file:|[a-z]:[\\/]|\\\\", re.I), "leads to a file on somebody's computer"),
    (re.compile(r"(?:https?://[^/?#]*|[^?#]*)(?:\{\{|\{%|\$\{|<%|%7B%7B)", re.I),
     "holds a piece of a template"),
)  # fmt: skip


@check(
    Severity.ERROR,
    since="0.1",
    sources=("https://url.spec.whatwg.org/#url-parsing (read 2026-11-23)",),
    also=(
        "Semrush: Malformed links",
        "Sitebulb: Has outgoing links with malformed href data",
        "Sitebulb: Has link with a URL referencing a local or UNC file path",
        "squirrelscan: links/invalid-links",
    ),
)
def link_malformed(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """The address of a link is written wrongly

    ## Why it matters
    The link leads to an error for every shopper who clicks it. Browsers read "www.example.com"
    without https:// as a page of your own shop.

    ## How to fix
    Correct the address where the link stands. Shopify: Online Store > Navigation, or the text's
    editor. WooCommerce: Appearance > Menus. Magento: Content > Blocks. BigCommerce: Storefront >
    Web Pages. Salesforce Commerce Cloud: Merchant Tools > Content > Content Assets. A piece of a
    template such as `{{ url }}` is a fault of the theme.

    ## What is not checked
    Blanks and single braces, which browsers mend. Addresses of e-mail and telephone have a check of
    their own.
    """
    clicked = anchors(links)
    if not clicked:
        raise NotApplicable
    seen: set[str] = set()
    for link in clicked:
        href = link.href.strip()
        why = _fault(href)
        if not why and link.url is None and re.match(r"(?:https?:)?//", href, re.I):
            why = "is none that a browser understands"
        if not why or href in seen:
            continue
        seen.add(href)
        yield Problem(
            message=f'{called(link)} {why}: "{href[:120]}".',
            about=href[:300],
            cause=group(page, link, href[:300]) if "template" in why else href[:300],
            evidence=place(page, link),
        )


@lru_cache(maxsize=8192)  # the addresses of menus repeat on every page
def _fault(href: str) -> str:
    return next((words for pattern, words in _FAULTS if pattern.match(href)), "")
