"""links/link-not-crawlable"""

import re
from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import anchors, group, not_system, place
from crawler.checks.seo.addresses import same_host
from crawler.records import Link, LinkFacts, PageRecord, Problem, Severity

_OPENS = re.compile(
    r"location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|window\.open\s*\(|"
    r"(?:^|['\"])(?:https?:)?/|['\"][\w/-]+\.(?:html?|php|aspx?)\b",
    re.IGNORECASE,
)
"""What a script holds that opens a page: a word that does so, or an address."""
_ABSOLUTE = re.compile(r"(?:https?:)?//[^\s'\"/]+", re.IGNORECASE)
_ACTS = re.compile(
    r"history|print\s*\(|cookie|consent|share|mailto:|chat|log-?[io]|sign-?[io]n|account|cart|basket|"
    r"\bbag\b|checkout|wish|compare|popup|referrer",
    re.IGNORECASE,
)
"""Words of scripts that do something else than open a page of the shop."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/links-crawlable"
        " (read 2026-11-23)",
    ),
    also=("Lighthouse: crawlable-anchors",),
)
def link_not_crawlable(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """A link works by script only

    ## Why it matters
    Google follows links that have an address. Where a script opens the page, Google does not find
    what is behind it, and shoppers cannot open it in a new tab.

    ## How to fix
    Write the address into the link: `<a href="/mugs">`. A script may still do more on a click. What
    does not lead to another page should be a `<button>`. Look in the theme's menu and product tile
    templates; page builders and filter apps are the usual source.

    ## What is not checked
    Only links whose own script names an address or sets the location are reported: a bare
    `javascript:void(0)` may as well open a menu or a cookie notice. Buttons, links without text and
    scripts that open other sites, the basket or an account are left out, and so are basket, account
    and search pages.
    """
    not_system(page)
    clicked = anchors(links)
    if not clicked and not links.unlinked:
        raise NotApplicable
    seen: set[str] = set()
    for link in (*clicked, *(links.unlinked or ())):
        why = _fault(page, link)
        if not why or link.text.casefold() in seen:
            continue
        seen.add(link.text.casefold())
        yield Problem(
            message=f'The link "{link.text[:60]}" {why}, so Google cannot follow it.',
            about=link.text.casefold(),
            cause=group(page, link, link.text.casefold()),
            evidence=place(page, link) | {"onclick": link.onclick},
        )


def _fault(page: PageRecord, link: Link) -> str:
    href = link.href.strip()
    if link.control or not link.text or (link.url is not None and href != "#"):
        return ""
    script = href if href.lower().startswith("javascript:") else ""
    body = f"{script.partition(':')[2].strip()} {link.onclick}".strip()
    if not _OPENS.search(body) or _ACTS.search(body):
        return ""
    hosts = _ABSOLUTE.findall(body)
    if hosts and not any(same_host(host, page.url) for host in hosts):
        return ""
    return "is a script instead of an address" if script else "has a script but no address"
