"""price/price-suspect"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.records import Excluded, Problem, QuoteRow, Role, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own limits: three times the last price, or four times the median of three others;"
        " Omnia filters by the ratio of prices too, help.omniaretail.com/final-pricing-test"
        " (read 2026-11-22)",
    ),
)
def price_suspect(group: ProductGroup) -> Iterator[Problem]:
    """A rival's price is too far off to be believed at once

    ## Why it matters
    A lost decimal mark, a price for a pack of six, or another product at the old address would turn
    averages and ranks over. The price waits for a second night and counts for nothing until then.

    ## How to fix
    Open the rival's page. If the price is right, nothing is to be done: the next walk believes it.
    If the page shows another product or another pack, change the address in products.csv, or
    `reject` the pair in matches.csv.

    ## What is not checked
    Our own prices, which price/price-factor-ten and price/price-jump are about.
    """
    quotes = (
        [quote for quote in group.market.quotes if quote.role != Role.OWN] if group.market else []
    )
    if not any(quote.amount is not None for quote in quotes):
        raise NotApplicable
    for quote in quotes:
        if quote.excluded is Excluded.SUSPECT:
            yield Problem(
                about=quote.site,
                message=f"{quote.site} asks {_asked(quote.price, quote)} for {group.name},"
                f" {_against(quote)}; it counts when the next night shows it again.",
                cause=f"rival: {quote.site}",
                evidence={"url": quote.url, "price": quote.price, "before": quote.before,
                          "currency": quote.currency},
            )  # fmt: skip


def _against(quote: QuoteRow) -> str:
    if quote.before is None:
        return "far from what all others ask"
    return f"after {_asked(quote.before, quote)}"


def _asked(amount: str | None, quote: QuoteRow) -> str:
    return written(Decimal(amount or 0), quote.currency)
