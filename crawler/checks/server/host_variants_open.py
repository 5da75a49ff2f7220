"""server/host-variants-open"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Problem, Severity, SiteFacts


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=(
        "Semrush: No redirect or canonical to HTTPS homepage from HTTP version",
        "Semrush: WWW resolve issue",
        "squirrelscan: security/http-to-https",
    ),
)
def host_variants_open(site: SiteFacts) -> Iterator[Problem]:
    """The shop answers under more than one host

    ## Why it matters
    With and without www, by http and https: more than one of them shows the shop in place of
    leading to the one that was chosen. Google sees two shops, and baskets are lost when shoppers
    change from one to the other.

    ## How to fix
    Redirect all other spellings to the chosen one, permanently (301 or 308). Shopify: Settings >
    Domains > Redirect all traffic to this domain. WooCommerce: Settings > General, both addresses,
    and the web server's rules. Magento: Stores > Configuration > General > Web > Auto-redirect to
    Base URL. BigCommerce: Settings > Domain. Salesforce Commerce Cloud: Merchant Tools > SEO >
    Aliases.

    ## What is not checked
    Spellings that do not answer or that refuse robots. Shops on private addresses or with a port.
    """
    asked = site.host.variants if site.host is not None else ()
    if not asked:
        raise NotApplicable
    for probe in asked:
        if probe.status is not None and 200 <= probe.status < 300:
            yield Problem(
                message=f"The shop answers at {probe.url}, too, in place of a redirect.",
                about=probe.url,
                evidence={"found": probe.url, "chosen": site.url, "title": probe.title},
            )
        elif probe.status in (302, 303, 307):
            yield Problem(
                message=f"{probe.url} redirects for the moment only"
                f" ({probe.status}), not for good.",
                about=probe.url,
                evidence={"found": probe.url, "chosen": site.url, "target": probe.location},
            )
