"""seo/cart-checkout-indexable"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.seo.tags import (
    is_indexable,
)
from crawler.records import (
    HeadFacts,
    PageKind,
    PageRecord,
    Problem,
    Severity,
)

_LOGIN = re.compile(
    r"log-?in|sign-?in|sign-?up|regist|anmeld|connexion|inloggen|acceso|accedi|passw|logowanie",
    re.IGNORECASE,
)


@check(
    Severity.WARNING,
    since="0.1",
    kinds=frozenset({PageKind.SYSTEM}),
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/block-indexing"
        " (read 2026-11-23)",
    ),
)
def cart_checkout_indexable(page: PageRecord, head: HeadFacts) -> Iterator[Problem]:
    """Google may show a basket, checkout or account page

    ## Why it matters
    Nobody searches for these pages, and who comes to one from Google stands before an empty basket
    or a login.

    ## How to fix
    Mark these pages noindex. Shopify: done by its robots.txt; look at robots.txt.liquid.
    WooCommerce: the SEO plugin's advanced tab of the pages Cart, Checkout and My account. Magento:
    Content > Design > Configuration > (store) > Search Engine Robots, custom instructions.
    BigCommerce: Settings > SEO > robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO > Page
    Meta Tag Rules, and robots.txt.

    ## What is not checked
    Login, registration and lost passwords, which some shops want to be found. Pages that send
    visitors on to another one.
    """
    if _LOGIN.search(urlsplit(page.url).path):
        raise NotApplicable
    if is_indexable(page, head):
        yield Problem(
            message="Google may index this basket, checkout or account page.",
            cause=f"indexable: {urlsplit(page.url).path}",
            evidence={"found_on": page.found_on},
        )
