"""seo/hreflang-x-default-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import HeadFacts, Problem, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Hreflang: Missing X-Default",
        "Ahrefs: X-default hreflang annotation missing",
        "seonaut: Missing default language tag",
        "squirrelscan: i18n/hreflang",
    ),
)
def hreflang_x_default_missing(head: HeadFacts) -> Iterator[Problem]:
    """No language version is meant for everybody else

    ## Why it matters
    x-default tells Google which version to show to people whose language the shop does not have.
    Without it Google guesses.

    ## How to fix
    Add one line with the code `x-default`, usually for the international shop or the page where the
    country is chosen. Shopify: Settings > Markets > (market) > Languages and domains; apps and
    theme code that print hreflang lines beside Shopify's own should go. WooCommerce: the
    translation plugin's SEO settings. Magento: the hreflang extension, and Stores > Configuration >
    General > Locale Options. BigCommerce: Channel Manager > (storefront) > Languages. Salesforce
    Commerce Cloud: Merchant Tools > SEO > Hreflang.

    ## What is not checked
    Sets with fewer than two languages or countries.
    """
    codes = {link.code.strip().lower() for link in head.hreflangs} - {""}
    if len(codes - {"x-default"}) < 2:
        raise NotApplicable
    if "x-default" not in codes:
        yield Problem(
            message=f"There are {len(codes)} language versions and none for everybody else"
            " (x-default).",
            cause="hreflang: no x-default",
            evidence={"codes": sorted(codes)[:50]},
        )
