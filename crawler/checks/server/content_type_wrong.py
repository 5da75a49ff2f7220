"""server/content-type-wrong"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.records import HttpFacts, PageRecord, PageState, Problem, Severity

_HTML = ("text/html", "application/xhtml+xml")
_LOADED = frozenset({"", "text/plain", "application/octet-stream", "application/force-download"})
"""Types by which a browser shows a page's source, or saves it to disk."""
_PAGE_FILE = re.compile(r"\.(?:html?|xhtml|php|aspx?|jsp)$", re.IGNORECASE)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.rfc-editor.org/rfc/rfc9110#name-content-type (read 2026-11-23)",
        "https://mimesniff.spec.whatwg.org/ (read 2026-11-23)",
    ),
    states=frozenset({PageState.OK, PageState.NOT_HTML}),
    also=(
        "Screaming Frog: Security: Bad Content Type",
        "seonaut: URLs with incorrect media type",
        "squirrelscan: content/mime-type",
    ),
)
def content_type_wrong(page: PageRecord, http: HttpFacts) -> Iterator[Problem]:
    """The server does not say that a page is HTML

    ## Why it matters
    The browser saves the page to disk or shows its source instead of opening it, and Google may not
    take it for a page.

    ## How to fix
    Let the server send `Content-Type: text/html; charset=utf-8`. On Shopify, BigCommerce and
    Salesforce Commerce Cloud the platform does so: look at apps and pages of your own. WooCommerce
    and Magento: the web server's types (`AddType`, `types`), or a plugin that prints a page itself.

    ## What is not checked
    Pictures, style sheets and scripts. Files that are no pages: only addresses that end like a page
    (.html, .php), or that the sitemap lists without an ending, are judged.
    """
    given = http.headers.get("content-type", http.content_type)
    kind = given.partition(";")[0].strip().lower()
    if page.state is PageState.OK:
        if not kind:
            yield Problem(message="The page is sent without a content type.", cause="no type")
        return
    name = urlsplit(page.url).path.rpartition("/")[2]
    is_page = bool(_PAGE_FILE.search(name)) or (page.in_sitemap is not None and "." not in name)
    if not is_page or kind in _HTML or kind not in _LOADED:
        raise NotApplicable
    yield Problem(
        message=f'The page is sent as "{kind or "nothing"}" instead of text/html.',
        cause=f"sent as {kind}",
        evidence={"found": given[:200]},
    )
