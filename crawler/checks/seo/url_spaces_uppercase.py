"""seo/url-spaces-uppercase"""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.seo.addresses import shown
from crawler.checks.seo.tags import (
    not_system,
)
from crawler.records import (
    PageRecord,
    Problem,
    Severity,
)

_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/url-structure"
        " (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: URL: Contains Space",
        "Screaming Frog: URL: Uppercase",
        "Screaming Frog: URL: Underscores",
        "Screaming Frog: URL: Repetitive Path",
        "Semrush: Underscores in URL",
        "seonaut: URLs that contain a space",
        "seonaut: URLs with underscore characters",
        "squirrelscan: url/lowercase",
        "squirrelscan: url/hyphens",
    ),
)
def url_spaces_uppercase(page: PageRecord) -> Iterator[Problem]:
    """The address is written in an unlucky way

    ## Why it matters
    Spaces break links in mails, capitals and small letters make two addresses of one, and Google
    asks for hyphens between words. A part that stands twice is often a wrong link.

    ## How to fix
    Leave what ranks well as it is; write new addresses in small letters with hyphens, and redirect
    when you rename. Find the links that use this address and the setting or app that makes them.
    Shopify: apps and Online Store > Navigation. WooCommerce: Settings > Permalinks, and plugins.
    Magento: Stores > Configuration > General > Web. BigCommerce: Settings > URL structure.
    Salesforce Commerce Cloud: Merchant Tools > SEO > URL Rules.

    ## What is not checked
    Basket, account, checkout and search pages. Letters outside ASCII that a link holds without
    encoding: browsers encode them. Capitals and underscores in parameters. Codes of two letters
    that stand twice, as /fr/fr/.
    """
    not_system(page)
    path = _ENCODED.sub("", urlsplit(page.url).path)
    faults = []
    if "%20" in page.url:
        faults.append("a space")
    if any(sign.isupper() for sign in path):
        faults.append("capital letters")
    if "_" in path:
        faults.append("an underscore")
    parts = [
        part for part in urlsplit(page.url).path.split("/") if len(part) > 2 and not part.isdigit()
    ]
    if any(first == second for first, second in pairwise(parts)):
        faults.append("a part that stands twice")
    if faults:
        yield Problem(
            message=f"The address {shown(page.url, page.url)[:200]} has {', '.join(faults)}.",
            cause=f"address: {', '.join(faults)}",
            evidence={"found": faults, "found_on": page.found_on},
        )
