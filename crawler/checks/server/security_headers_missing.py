"""server/security-headers-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import HttpFacts, PageKind, PageRecord, Problem, Severity

_NAMES = {
    "strict-transport-security": "Strict-Transport-Security",
    "content-security-policy": "Content-Security-Policy",
    "x-content-type-options": "X-Content-Type-Options",
    "referrer-policy": "Referrer-Policy",
}
_FRAMES = "X-Frame-Options or frame-ancestors"


@check(
    Severity.NOTICE,
    since="0.1",
    kinds=frozenset({PageKind.HOME}),
    sources=(
        "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html"
        " (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc6797 (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Security: Missing HSTS Header",
        "Screaming Frog: Security: Missing Content-Security-Policy Header",
        "Screaming Frog: Security: Missing X-Content-Type-Options Header",
        "Semrush: No HSTS support",
        "seonaut: Missing HSTS header",
        "seonaut: Missing content security policy",
        "seonaut: Missing content type options",
        "squirrelscan: security/hsts",
        "squirrelscan: security/csp",
        "squirrelscan: security/x-content-type",
    ),
)
def security_headers_missing(page: PageRecord, http: HttpFacts) -> Iterator[Problem]:
    """The home page is sent without protective headers

    ## Why it matters
    These lines tell browsers to stay with https, and to keep other sites from framing the shop or
    reading along. Without them an attack that would have failed may succeed.

    ## How to fix
    Set them once in the server or the CDN. Shopify and BigCommerce send most of them themselves;
    what they leave out cannot be set in the admin, mute it there. WooCommerce: the web server's
    configuration or the host's panel. Magento: the web server, and the CSP module. Salesforce
    Commerce Cloud: Merchant Tools, httpHeadersConf.json of the storefront.

    ## What is not checked
    Whether the values are strong. The home page stands for the shop; other pages are not judged.
    HSTS is not asked of a shop without https.
    """
    if http.unchanged or not http.headers:
        raise NotApplicable  # an answer "unchanged" leaves headers out
    secure = page.url.startswith("https://")
    missing = [
        shown
        for name, shown in _NAMES.items()
        if not http.headers.get(name, "").strip()
        and (secure or name != "strict-transport-security")
    ]
    policy = http.headers.get("content-security-policy", "").lower()
    if not http.headers.get("x-frame-options", "").strip() and "frame-ancestors" not in policy:
        missing.append(_FRAMES)
    if missing:
        yield Problem(
            message=f"The home page is sent without {', '.join(missing)}.",
            evidence={"missing": missing},
        )
