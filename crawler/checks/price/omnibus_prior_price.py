"""price/omnibus-prior-price"""

from collections.abc import Iterator
from decimal import Decimal

from crawler.checks.api import NotApplicable, check
from crawler.checks.price.sightings import written
from crawler.checks.products import ProductGroup
from crawler.records import OmnibusRow, OmnibusState, Problem, Role, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "Directive 98/6/EC Art. 6a, https://eur-lex.europa.eu/eli/dir/1998/6/oj (read 2026-11-22)",
        "Commission notice 2021/C 526/02 on Art. 6a (read 2026-11-22)",
        "Court of Justice, C-330/23 Aldi Süd, 26 September 2024 (read 2026-11-22)",
    ),
)
def omnibus_prior_price(group: ProductGroup) -> Iterator[Problem]:
    """The struck price is above the lowest of the 30 days before

    ## Why it matters
    In the European Union an announced reduction has to show the lowest price of the 30 days before
    it, and its percentage has to be of that price. Consumer bodies and rivals send warnings with
    costs, authorities fines.

    ## How to fix
    Strike the lowest price of the 30 days, or strike none. If the struck price is the
    manufacturer's, call it that, and do not show a percentage. Shopify: Products > (product) >
    Pricing > Compare-at price. WooCommerce: Product data > General > Regular price, with a plugin
    that keeps the lowest one. Magento: Special Price and the theme's text beside it. BigCommerce:
    Pricing > MSRP and Default price. Salesforce Commerce Cloud: the list price book of the
    reduction.

    ## What is not checked
    Of the 30 days, those on which nobody walked or the page was blocked: with unknown days a lower
    price is told as a warning, and nothing else is. Exceptions of member states: perishable goods,
    goods that are new on the market, and reductions that grow step by step (every step counts as
    one of its own, unless `market.stepwise_reductions` is set). Prices between two walks. Prices
    for members and codes, which the rule does not cover. Rivals are in the market's table only.
    """
    rows = group.market.omnibus if group.market else ()
    row = next((row for row in rows if row.role == Role.OWN), None)
    if row is None or row.lowest is None or row.announced is None:
        raise NotApplicable
    # Unknown days can only lower the lowest price further, so that one known day is proof enough.
    short = row.state is OmnibusState.TOO_SHORT
    if short and Decimal(row.announced) <= Decimal(row.lowest):
        raise NotApplicable
    if row.state is OmnibusState.FAIR:
        return
    of_days = f"the {row.days_known} known of the 30 days" if short else "the 30 days"
    announced, lowest = (
        written(Decimal(text), row.currency) for text in (row.announced, row.lowest)
    )
    yield Problem(
        message=f"{group.name}: the struck price of {announced} is above {lowest}, the lowest price"
        f" of {of_days} before the reduction began on {row.began}; {_share(row)}.",
        cause="struck price",
        severity=Severity.WARNING if short else None,
        evidence={
            "calculation": f"lowest price from 30 days before {row.began} up to the day before"
            f" it: {row.lowest}, last asked on {row.lowest_on}; ({row.lowest} - {row.price}) /"
            f" {row.lowest} = {row.true_percent} %, announced ({row.announced} - {row.price}) /"
            f" {row.announced} = {row.announced_percent} %",
            "price": row.price,
            "struck": row.announced,
            "lowest": row.lowest,
            "lowest on": row.lowest_on,
            "began": row.began,
            "days known": row.days_known,
            "currency": row.currency,
        },
    )


def _share(row: OmnibusRow) -> str:
    true = Decimal(row.true_percent or 0)
    if true > 0:
        return f"the reduction is {true} %, not {row.announced_percent} %"
    if true < 0:
        return f"today's price is {-true} % dearer, not {row.announced_percent} % cheaper"
    return f"today's price is no reduction, and not one of {row.announced_percent} %"
