"""seo/url-duplicate-form"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.index import PageRow, SiteIndex
from crawler.checks.seo.addresses import shown
from crawler.records import Problem, Severity

_INDEX = re.compile(r"/(?:index|default|home)\.\w+$")


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: URL: Multiple Slashes",
        "Ahrefs: Double slash in URL",
        "Sitebulb: Technically duplicate URLs",
        "squirrelscan: url/trailing-slash",
    ),
)
def url_duplicate_form(index: SiteIndex) -> Iterator[Problem]:
    """The same page answers under two spellings of its address

    ## Why it matters
    With and without a slash at the end, upper and lower case, or /index.html: both answer with the
    same text, so Google sees two pages and splits between them what the page has earned.

    ## How to fix
    Redirect one spelling to the other, or name one as canonical on both. Shopify and BigCommerce do
    so by themselves: look for links in texts. WooCommerce: Settings > Permalinks, and the web
    server's rules. Magento: Stores > Configuration > General > Web > Search Engine Optimization.
    Salesforce Commerce Cloud: Merchant Tools > SEO > URL Rules.

    ## What is not checked
    Spellings that no link of the shop uses: nobody asked for them.
    """
    for _, rows in index.duplicates("text"):
        groups: dict[str, list[PageRow]] = {}
        for row in rows:
            groups.setdefault(_plain_form(row.url), []).append(row)
        for same in groups.values():
            first, *others = sorted(same, key=lambda row: (row.in_sitemap is None, row.url))
            for row in others:
                yield Problem(
                    page=row.url,
                    message=f"The same page answers at {shown(first.url, row.url)}.",
                    cause="two spellings of an address",
                    evidence={"other": first.url},
                )


def _plain_form(url: str) -> str:
    """The same for every spelling of one address."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", re.sub(r"//+", "/", parts.path.lower())).rstrip("/")
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path}?{parts.query}"
