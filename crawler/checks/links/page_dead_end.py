"""links/page-dead-end"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import not_system
from crawler.checks.seo.addresses import same_host
from crawler.records import HeadFacts, LinkFacts, OutlineFacts, PageRecord, Problem, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/links-crawlable"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Links: Pages Without Internal Outlinks",
        "Ahrefs: Page has no outgoing links",
        "seonaut: Dead-end pages",
        "squirrelscan: links/dead-end-pages",
    ),
)
def page_dead_end(
    page: PageRecord, head: HeadFacts, outline: OutlineFacts, links: LinkFacts
) -> Iterator[Problem]:
    """No link leads from the page to another page of the shop

    ## Why it matters
    A shopper who lands here has only the back button. Google, too, finds no way on.

    ## How to fix
    Give the page the shop's header and footer, or at least a link to the home page. Landing pages
    made by a page builder often leave both out: look at the page's template setting.

    ## What is not checked
    How many links lead to the page. Pages marked noindex, pieces of pages without title or text,
    basket, account and search pages. Menus that a script makes are not seen.
    """
    not_system(page)
    if head.noindex or not any(head.titles) or not outline.word_count:
        raise NotApplicable
    for link in links.links:
        clicked = link.tag in ("a", "area") and link.url and link.url != page.url
        if clicked and same_host(link.url or "", page.url):
            return
    scripted = sum(link.tag == "script" for link in links.links)
    if scripted and outline.word_count < 30:
        raise NotApplicable  # nothing to read without scripts
    yield Problem(message="No link leads from this page to another page of the shop.")
