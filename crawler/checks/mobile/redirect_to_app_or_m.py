"""mobile/redirect-to-app-or-m"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.records import PageKind, PageRecord, Problem, RenderFacts, Severity, TrafficFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/mobile/mobile-sites-mobile-first-indexing"
        " (read 2026-11-23)",
    ),
)
def redirect_to_app_or_m(
    page: PageRecord, render: RenderFacts, traffic: TrafficFacts
) -> Iterator[Problem]:
    """Phones are led to another page

    ## Why it matters
    The walk got the page, a phone ends somewhere else: on another host, in an app's shop or on the
    home page. Shoppers who follow a link to a product do not see it.

    ## How to fix
    Show the same page on all devices, or lead each page to its own counterpart. Shopify: Apps, and
    Settings > Domains. WooCommerce: plugins for mobile themes. Magento: Content > Design >
    Configuration > User Agent Rules. BigCommerce: Storefront > Script Manager. Salesforce Commerce
    Cloud: Merchant Tools > SEO > Aliases, and the device redirects.

    ## What is not checked
    Pages that send everybody on by a tag (links/redirect-meta-or-js). Whether another host shows
    the same.
    """
    if not render.mobile or not render.final_url or (page.links and page.links.refresh):
        raise NotApplicable
    asked, seen = urlsplit(page.url), urlsplit(render.final_url)
    if seen.scheme not in ("http", "https"):
        return
    elsewhere = _host(seen.netloc) != _host(asked.netloc)
    home = page.kind is not PageKind.HOME and seen.path in ("", "/") and asked.path not in ("", "/")
    if elsewhere or home:
        where = f"on {seen.netloc}" if elsewhere else "on the home page"
        yield Problem(
            message=f"A phone that opens this page ends {where}.",
            about=seen.netloc if elsewhere else "home",
            cause=f"phones are led to {seen.netloc if elsewhere else 'the home page'}",
            evidence={"found": render.final_url[:300], "expected": page.url[:300]},
        )


def _host(name: str) -> str:
    return name.lower().removeprefix("www.")
