"""links/link-text-empty"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.links.words import anchors, group, not_system, place
from crawler.records import LinkFacts, PageRecord, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/TR/WCAG22/#link-purpose-in-context (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/links-crawlable"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Links: Internal Outlinks With No Anchor Text",
        "Semrush: Links with no anchor text",
        "Lighthouse: link-name",
        "squirrelscan: links/anchor-text",
    ),
)
def link_text_empty(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """A link says nothing

    ## Why it matters
    A screen reader announces only "link", or spells out the address. Google learns nothing about
    the page behind it. Icons and product pictures without a text are the usual case.

    ## How to fix
    Give the picture in the link an alternative text, or the link an `aria-label` that says where it
    leads. Icons stand in the theme's header and footer, pictures in its product tile. Shopify:
    Online Store > Themes > Edit code > snippets. WooCommerce: the theme's template parts. Magento:
    the theme's .phtml files. BigCommerce: Storefront > Themes > Edit theme files. Salesforce
    Commerce Cloud: the storefront cartridge's templates.

    ## What is not checked
    Links that the HTML hides. Pictures beside a link with a text to the same address. Labels that
    scripts add later are not seen. Basket, account and search pages.
    """
    not_system(page)
    clicked = [link for link in anchors(links) if link.url is not None]
    if not clicked:
        raise NotApplicable
    named = {link.url for link in clicked if link.text or not link.unnamed}
    seen: set[str] = set()
    for link in clicked:
        url = link.url or ""
        if not link.unnamed or link.control or url in named or url in seen or url == page.url:
            continue
        seen.add(url)
        yield Problem(
            message=f"The link to {url[:200]} has no text.",
            about=url,
            cause=group(page, link, url),
            evidence=place(page, link),
        )
