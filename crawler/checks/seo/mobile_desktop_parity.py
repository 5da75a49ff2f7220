"""seo/mobile-desktop-parity"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.views import bare, first, robots_rules
from crawler.records import PageRecord, PhoneViews, Problem, Severity

FEWEST_WORDS = 0.8
"""Share of the desktop's words that a phone must get. Our own limit."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/mobile/mobile-sites-mobile-first-indexing"
        " (read 2026-11-23)",
    ),
)
def mobile_desktop_parity(page: PageRecord, views: PhoneViews) -> Iterator[Problem]:
    """Phones get other tags or less text than desktops

    ## Why it matters
    Google reads your shop as a phone. What only the desktop page says does not count: a noindex for
    phones takes the page out of the search, a missing text is not found.

    ## How to fix
    Send both the same HTML and let the style sheet arrange it. Shopify: apps that build a separate
    mobile theme. WooCommerce: plugins that switch the theme for phones, and page caches that keep
    one page for both. Magento: Content > Design > Configuration, design rules by user agent.
    BigCommerce: scripts that depend on the device. Salesforce Commerce Cloud: device-dependent
    pipelines or a separate mobile site.

    ## What is not checked
    Only the server's HTML is compared, on up to three pages of each of home, category and product;
    what scripts change is seo/rendered-tag-differs. Pages that change from one request to the next,
    and shops that send phones to another address.
    """
    desktop, phone = views.desktop, views.phone
    found: list[tuple[str, str, str]] = []
    for name, one, other in (
        ("title", first(desktop.head.titles), first(phone.head.titles)),
        ("description", first(desktop.head.descriptions), first(phone.head.descriptions)),
        ("canonical", desktop.head.canonical or "", phone.head.canonical or ""),
        ("robots rules", robots_rules(desktop.head), robots_rules(phone.head)),
        ("main heading", ", ".join(desktop.h1), ", ".join(phone.h1)),
        ("structured data", ", ".join(desktop.structured_types), ", ".join(phone.structured_types)),
    ):
        if bare(one) != bare(other):
            found.append((name, one, other))
    if phone.word_count < FEWEST_WORDS * desktop.word_count:
        found.append(("text", f"{desktop.word_count} words", f"{phone.word_count} words"))
    for name, one, other in found:
        yield Problem(
            message=f'Phones get the {name} "{other[:100] or "none"}",'
            f' desktops "{one[:100] or "none"}".',
            about=name,
            cause=f"{page.kind} pages: other {name} for phones",
            evidence={"desktop": one[:500], "phone": other[:500]},
        )
