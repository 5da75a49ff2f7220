"""mobile/tel-not-link"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.view import marked
from crawler.records import Problem, Severity, TapFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention: a telephone number on a phone is a link",
        "https://developers.google.com/search/docs/crawling-indexing/mobile/"
        "mobile-sites-mobile-first-indexing (read 2026-11-23)",
    ),
)
def tel_not_link(taps: TapFacts) -> Iterator[Problem]:
    """A telephone number cannot be tapped

    ## Why it matters
    A shopper with a question has the telephone in the hand, and must learn the number by heart to
    dial it.

    ## How to fix
    Write it as a link: `<a href="tel:+4930123456">030 123456</a>`. Shopify: Online Store > Themes >
    Customize, and Content. WooCommerce: Pages, and Appearance > Widgets. Magento: Content > Pages
    and Blocks. BigCommerce: Storefront > Web Pages. Salesforce Commerce Cloud: Merchant Tools >
    Content.

    ## What is not checked
    Numbers that neither begin with a plus and a country nor stand behind a word like Tel. Numbers
    for fax.
    """
    if not taps.phones:
        return
    first = taps.phones.items[0]
    yield marked("telephone", taps.phones, f"The telephone number {first.note} is no link.")
