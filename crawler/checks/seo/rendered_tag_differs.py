"""seo/rendered-tag-differs"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    not_system,
    seen_on_phone,
)
from crawler.checks.seo.views import bare, first, robots_rules
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
    also=(
        "Screaming Frog: JavaScript: Page Title Updated by JavaScript",
        "Screaming Frog: JavaScript: H1 Updated by JavaScript",
        "Screaming Frog: JavaScript: Noindex Only in Original HTML",
        "Sitebulb: Noindex only in the HTTP response HTML",
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
    if page.served is not None:
        yield from _differ(page.served.head, head)
    elif (render := seen_on_phone(page)) is not None and render.view is not None:
        yield from _differ(head, render.view.head)


def _differ(before: HeadFacts, after: HeadFacts) -> Iterator[tuple[str, str, str]]:
    for tag, one, other in (
        ("title", before.titles, after.titles),
        ("description", before.descriptions, after.descriptions),
    ):
        if first(one) and first(other) and bare(first(one)) != bare(first(other)):
            yield tag, first(one), first(other)
    if robots_rules(before) != robots_rules(after):
        yield "robots rules", robots_rules(before) or "none", robots_rules(after) or "none"


def _on_phone(page: PageRecord, outline: OutlineFacts) -> Iterator[tuple[str, str, str]]:
    render = seen_on_phone(page)
    if render is None or page.served is not None or page.head is None:
        return
    title = first(page.head.titles)
    if render.view is None and title and render.title.strip() and bare(title) != bare(render.title):
        yield "title", title, render.title
    mains = [h.text for h in outline.headings if h.level == 1 and h.text]
    seen = [text for text in render.h1 if text.strip()]
    if mains and seen and not {bare(text) for text in mains} & {bare(text) for text in seen}:
        yield "main heading", mains[0], seen[0]
