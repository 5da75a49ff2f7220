"""links/redirect-meta-or-js"""

import re
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import LinkFacts, PageRecord, Problem, Severity

_REFRESH = re.compile(
    r"\s*(?P<wait>\d*)(?:\.[\d.]*)?\s*[;,\s]\s*(?:url\s*=\s*)?(?P<quote>['\"]?)(?P<url>.+)",
    re.I | re.S,
)


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/301-redirects"
        " (read 2026-11-23)",
        "https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Response Codes: Internal Redirection (Meta Refresh)",
        "Screaming Frog: Response Codes: Internal Redirection (JavaScript)",
        "Ahrefs: Meta refresh redirect",
        "Semrush: Meta refresh redirects",
        "squirrelscan: a11y/meta-refresh",
    ),
)
def redirect_meta_or_js(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """The page sends visitors on by a tag in its HTML

    ## Why it matters
    The shopper sees a page flash by before the right one opens, and the back button leads straight
    into it again. Google understands such redirects less surely than those of the server.

    ## How to fix
    Take out the `<meta http-equiv="refresh">` and let the server redirect (301). Shopify: Content >
    Menus > URL Redirects. WooCommerce: a redirect plugin. Magento: Marketing > SEO & Search > URL
    Rewrites. BigCommerce: Settings > 301 Redirects. Salesforce Commerce Cloud: Merchant Tools > SEO
    > URL Redirects.

    ## What is not checked
    Redirects by script. A refresh of the page itself, and one inside <noscript>.
    """
    if links.refresh is None:
        return
    match = _REFRESH.match(links.refresh)
    if match is None:
        return
    url = match["url"].strip()
    if match["quote"]:
        url = url.partition(match["quote"])[0]
    if not url or url.partition("#")[0] in ("", page.url):
        return
    yield Problem(
        message=f'A tag in the page sends visitors on to "{url[:200]}".',
        about=url[:300],
        cause=url[:300],
        evidence={"found": links.refresh[:300], "seconds": match["wait"] or "0"},
    )
