"""seo/hreflang-invalid-code"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.seo.languages import is_valid, likely
from crawler.records import HeadFacts, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Hreflang: Incorrect Language & Region Codes",
        "Ahrefs: Hreflang annotation invalid",
        "Semrush: Issues with hreflang values",
        "Lighthouse: hreflang",
    ),
)
def hreflang_invalid_code(head: HeadFacts) -> Iterator[Problem]:
    """A language version has a code that Google does not know

    ## Why it matters
    The code tells Google for which country a version of the page is meant. Google ignores a line
    with an unknown code, so shoppers there get the wrong language, currency or delivery terms.

    ## How to fix
    Use a language code, if needed with a country code after a hyphen: `en`, `en-GB`, `zh-Hant-TW`.
    Shopify: Settings > Markets > (market) > Languages and domains. WooCommerce: the language code
    in the translation plugin's settings. Magento: Stores > Configuration > General > Locale
    Options, and the hreflang extension. BigCommerce: Channel Manager > (storefront) > Languages.
    Salesforce Commerce Cloud: Merchant Tools > Site Preferences > Locales.

    ## What is not checked
    Whether the language of the page fits its code, and whether the versions link back.
    """
    for code in dict.fromkeys(link.code for link in head.hreflangs):
        if is_valid(code):
            continue
        links = [link.href[:300] for link in head.hreflangs if link.code == code]
        meant = likely(code)
        advice = f'; "{meant}" is probably meant' if meant else ""
        called = f'The hreflang code "{code[:40]}"' if code else "An empty hreflang code"
        yield Problem(
            message=f"{called} is not a valid language code{advice}.",
            about=code[:40],
            cause=f"hreflang: {code[:40]}",
            evidence={"found": code[:40], "expected": meant, "links": links[:10]},
        )
