"""price/match-stale"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.products import ProductGroup
from crawler.records import Excluded, Problem, Role, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "our own rule: Competera sells the search for such addresses as a service,"
        " support.competera.net article 214832343 (read 2026-11-22)",
    ),
)
def match_stale(group: ProductGroup) -> Iterator[Problem]:
    """A rival's address now shows another product

    ## Why it matters
    A comparison with the wrong product is worse than none: prices are changed because of it. Until
    it is decided, the rival is left out of every figure of this product.

    ## How to fix
    Open both pages. If it is the same product after all, write `accept` into matches.csv again; if
    not, `reject`, and look for the new address.

    ## What is not checked
    Addresses that were not seen tonight, and pairs of products.csv as long as nothing is known of
    what they showed before.
    """
    quotes = (
        [quote for quote in group.market.quotes if quote.role != Role.OWN] if group.market else []
    )
    if not any(quote.excluded is not Excluded.NOT_SEEN for quote in quotes):
        raise NotApplicable
    for quote in quotes:
        if quote.excluded is Excluded.STALE:
            reasons = f" {quote.reasons}" if quote.reasons else ""
            yield Problem(
                about=quote.site,
                message=f"The page of {quote.site} for {group.name} now shows another product."
                f"{reasons}",
                cause=f"rival: {quote.site}",
                evidence={"url": quote.url, "shows": quote.name, "pair": quote.pair},
            )
