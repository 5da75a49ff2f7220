"""seo/rendered-tag-differs"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
    seen_on_phone,
)
from crawler.records import (
    HeadFacts,
    OutlineFacts,
    PageRecord,
    Problem,
    Severity,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/javascript/javascript-seo-basics"
        " (read 2026-11-23)",
    ),
)
def rendered_tag_differs(
    page: PageRecord, head: HeadFacts, outline: OutlineFacts
) -> Iterator[Problem]:
    """Scripts change what the page says about itself

    ## Why it matters
    Google reads a page twice: as the server sends it and after scripts ran. When title,
    description, heading or robots rules differ, Google may use either, and a noindex in the first
    can stop it from looking again.

    ## How to fix
    Let the server write it into the HTML. Shopify: theme.liquid and sections, not an app's script.
    WooCommerce: the SEO plugin, not the tag manager. Magento: server-side templates, or server
    rendering of the PWA. BigCommerce: theme files instead of Script Manager. Salesforce Commerce
    Cloud: the storefront cartridge, or server rendering of the PWA Kit.

    ## What is not checked
    Basket, account, checkout and search pages. Pages that were not looked at in a browser. What
    only one of the two views has: see seo/content-needs-javascript. The canonical address: see
    seo/canonical-js-changed. Letters, spaces, and which of several headings comes first.
    """
    not_system(page)
    found = [*_after_scripts(page, head), *_on_phone(page, outline)]
    if page.served is None and seen_on_phone(page) is None:
        raise NotApplicable
    for tag, before, after in found:
        yield Problem(
            message=f'Scripts change the {tag} from "{before[:100]}" to "{after[:100]}".',
            about=tag,
            cause=f"scripts change the {tag}",
            evidence={"served": before[:300], "rendered": after[:300]},
        )


def _after_scripts(page: PageRecord, head: HeadFacts) -> Iterator[tuple[str, str, str]]:
    if page.served is None:
        return
    served = page.served.head
    for tag, before, after in (
        ("title", served.titles, head.titles),
        ("description", served.descriptions, head.descriptions),
    ):
        first, second = _first(before), _first(after)
        if first and second and _bare(first) != _bare(second):
            yield tag, first, second
    first, second = _robots(served), _robots(head)
    if first != second:
        yield "robots rules", first or "none", second or "none"


def _on_phone(page: PageRecord, outline: OutlineFacts) -> Iterator[tuple[str, str, str]]:
    render = seen_on_phone(page)
    if render is None or page.served is not None or page.head is None:
        return
    title = _first(page.head.titles)
    if title and render.title.strip() and _bare(title) != _bare(render.title):
        yield "title", title, render.title
    mains = [h.text for h in outline.headings if h.level == 1 and h.text]
    seen = [text for text in render.h1 if text.strip()]
    if mains and seen and not {_bare(text) for text in mains} & {_bare(text) for text in seen}:
        yield "main heading", mains[0], seen[0]


def _first(texts: tuple[str, ...]) -> str:
    return next((text for text in texts if text), "")


def _robots(head: HeadFacts) -> str:
    words = head.directives()
    words |= {"noindex", "nofollow"} if "none" in words else set()
    return ", ".join(sorted(words & {"noindex", "nofollow"}))


def _bare(text: str) -> str:
    return "".join(text.casefold().split())
