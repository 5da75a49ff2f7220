"""links/redirect-temporary"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.addresses import path_of_list, shown
from crawler.records import (
    NIGHTS_KEPT,
    EarlierPage,
    PageRecord,
    PageState,
    Problem,
    Severity,
)

_SYSTEM = re.compile(
    r"/(?:cart|basket|checkout|account|login|signin|konto|warenkorb|panier|compte)", re.IGNORECASE
)


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/301-redirects"
        " (read 2026-11-23)",
    ),
    states=frozenset({PageState.REDIRECT}),
    also=(
        "Ahrefs: 302 redirect",
        "Semrush: Temporary redirects",
    ),
)
def redirect_temporary(page: PageRecord, earlier: EarlierPage) -> Iterator[Problem]:
    """A redirect has been temporary for seven nights

    ## Why it matters
    A temporary redirect tells Google to keep the old address in the search. After a week it is
    probably meant for good; only a permanent one hands on what the old address has earned.

    ## How to fix
    Answer 301 (or 308). Shopify: Content > Menus > URL redirects makes permanent ones; look for an
    app. WooCommerce: the redirect plugin's type. Magento: Marketing > URL Rewrites > Redirect Type.
    BigCommerce: Settings > 301 redirects. Salesforce Commerce Cloud: Merchant Tools > SEO > URL
    Redirects, or static mappings.

    ## What is not checked
    Redirects of basket, account and language choice, which are temporary for a reason: those that
    lead to such pages or add a parameter to the same address.
    """
    if len(earlier.past) < NIGHTS_KEPT - 1 or page.http.location is None:
        raise NotApplicable
    if page.http.status in (301, 308):
        return
    same = earlier.location == page.http.location
    if not same or set(earlier.past[-(NIGHTS_KEPT - 1) :]) != {"t"}:
        return
    target = page.http.location
    if _SYSTEM.search(urlsplit(target).path) or path_of_list(target) == path_of_list(page.url):
        return
    yield Problem(
        message=f"It answers {page.http.status} and has led to {shown(target, page.url)} for"
        f" {NIGHTS_KEPT} nights.",
        cause=f"temporary redirect: {page.http.status}",
        evidence={"target": target, "status": page.http.status},
    )
