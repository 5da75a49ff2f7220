"""seo/hreflang-lang-mismatch"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import HeadFacts, PageRecord, Problem, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/specialty/international/localized-versions"
        " (read 2026-11-23)",
    ),
    also=(
        "Ahrefs: Hreflang and HTML lang mismatch",
        "Semrush: Hreflang language mismatch issues",
        "seonaut: Mismatching language",
    ),
)
def hreflang_lang_mismatch(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """The page says one language and is announced as another

    ## Why it matters
    The page announces itself to Google in one language, and its own html element says another.
    Often a page was never translated, or a template prints the same language everywhere; screen
    readers then read it with the wrong voice.

    ## How to fix
    Let the theme print the language of the version: `<html lang="de">`. Shopify: Settings > Markets
    > (market) > Languages and domains; apps and theme code that print hreflang lines beside
    Shopify's own should go. WooCommerce: the translation plugin's SEO settings. Magento: the
    hreflang extension, and Stores > Configuration > General > Locale Options. BigCommerce: Channel
    Manager > (storefront) > Languages. Salesforce Commerce Cloud: Merchant Tools > SEO > Hreflang.

    ## What is not checked
    The language of the text itself.
    """
    said = (head.lang or "").strip().lower().replace("_", "-").partition("-")[0]
    codes = {link.code.strip().lower() for link in head.hreflangs if link.url == page.url}
    own = codes - {"x-default", ""}
    if not said or not own:
        raise NotApplicable
    if said not in {code.replace("_", "-").partition("-")[0] for code in own}:
        named = ", ".join(sorted(own))
        yield Problem(
            message=f'The page is announced as "{named[:60]}",'
            f' but its html element says "{said[:20]}".',
            cause=f"language: {said[:20]}",
            evidence={"hreflang": sorted(own)[:10], "lang": head.lang},
        )
