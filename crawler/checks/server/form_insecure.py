"""server/form-insecure"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.server.insecure import host_of, is_local
from crawler.records import HttpFacts, LinkFacts, PageRecord, Problem, Severity

_UPGRADE = "upgrade-insecure-requests"


@check(
    Severity.ERROR,
    since="0.1",
    sources=("https://www.w3.org/TR/mixed-content/ (read 2026-11-23)",),
    also=(
        "Screaming Frog: Security: Form URL Insecure",
        "Screaming Frog: Security: Form On HTTP URL",
        "seonaut: Insecure forms",
        "seonaut: Forms on HTTP pages",
        "squirrelscan: security/form-https",
    ),
)
def form_insecure(page: PageRecord, http: HttpFacts, links: LinkFacts) -> Iterator[Problem]:
    """A form sends what people type without https

    ## Why it matters
    Browsers warn in red before they send it, and most shoppers stop there. Who listens on the line
    can read e-mail addresses and passwords.

    ## How to fix
    Write https:// into the form's `action`; newsletter forms copied from a provider are the usual
    case. Shopify: Online Store > Themes > Edit code > sections. WooCommerce: Settings > General,
    both addresses. Magento: Stores > Configuration > General > Web > Use Secure URLs. BigCommerce:
    Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the storefront's templates.

    ## What is not checked
    Pages that have no https themselves, forms that scripts send, and buttons with an address of
    their own (formaction).
    """
    forms = [link for link in links.links if link.tag == "form"]
    policy = http.headers.get("content-security-policy", "").lower()
    if not forms or not page.url.startswith("https://") or links.upgrades or _UPGRADE in policy:
        raise NotApplicable
    seen: set[str] = set()
    for form in forms:
        if form.url is None or not form.url.startswith("http://") or form.url in seen:
            continue
        if is_local(form.url):
            continue
        seen.add(form.url)
        yield Problem(
            message=f"A form sends to {form.url[:200]}, without https.",
            about=form.url,
            cause=form.url.partition("?")[0],
            evidence={"href": form.href[:300], "host": host_of(form.url)},
        )
