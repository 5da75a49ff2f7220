"""links/redirect-to-home"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import path_of
from crawler.checks.links.ways import ways
from crawler.checks.seo.addresses import is_front_door, is_root_of
from crawler.records import PageKind, Problem, Severity

_MEANT = re.compile(
    r"/(?:account|login|logout|log-?out|signin|register|customer|cart|checkout|basket|wishlist|"
    r"compare|search|localization|language|currency|locale|set[-_]|switch|stores?)(?:$|[/?._-])",
    re.IGNORECASE,
)
"""Addresses that do something and then show the home page."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes"
        " (read 2026-11-23)",
    ),
)
def redirect_to_home(index: SiteIndex) -> Iterator[Problem]:
    """A page redirects to the home page

    ## Why it matters
    Who wanted one product lands on the front page and has to search again. Google may treat such a
    redirect as a page that does not exist, so nothing of the old page's rank is kept.

    ## How to fix
    Redirect to the closest thing: the successor, or the category. Where there is none, answer 404
    or 410. Shopify: Content > Menus > URL Redirects. WooCommerce: the SEO plugin's "redirect 404 to
    home" setting is the usual cause. Magento: Marketing > SEO & Search > URL Rewrites. BigCommerce:
    Settings > 301 Redirects. Salesforce Commerce Cloud: Merchant Tools > SEO > URL Redirects.

    ## What is not checked
    Redirects to a parent category, which are often right. Other spellings of the home page,
    addresses with parameters, log-in, basket, language and currency.
    """
    for way in ways(index):
        parts = urlsplit(way.start)
        if not is_root_of(way.end, index.site.url) or is_front_door(way.start) or parts.query:
            continue
        row = index.page(way.start)
        if _MEANT.search(parts.path) or (row is not None and row.kind is PageKind.SYSTEM):
            continue
        yield Problem(
            page=way.start,
            message=f"{path_of(way.start)} redirects to the home page.",
            cause=f"/{parts.path.split('/')[1]} to the home page",
            evidence=way.evidence,
        )
