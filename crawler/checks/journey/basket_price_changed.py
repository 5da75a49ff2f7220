"""journey/basket-price-changed"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.journey.walked import evidence
from crawler.records import JourneyFacts, Loss, Money, Problem, Severity, StepName


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://support.google.com/merchants/answer/6069143 (read 2026-11-23)",
        "convention: the price of the product's page is the price in the basket",
    ),
    subject="site",
    costs=Loss.PRICE,
)
def basket_price_changed(journeys: JourneyFacts) -> Iterator[Problem]:
    """The product costs something else in the basket

    ## Why it matters
    Shoppers who see another price in the basket leave, and complain. Google compares the price
    of the page with the basket's and disapproves products where they differ.

    ## How to fix
    Find out which of the two is right. Mostly the basket knows a rule that the page does not: a
    customer group, a tax, a currency by country, a sale that has ended in one of the caches.
    Shopify: Markets, and apps for discounts. WooCommerce: Settings > Tax > Display prices in
    the shop / during basket and checkout must be the same. Magento: Catalog and Cart Price
    Rules; reindex catalogrule_product. BigCommerce: Settings > Tax and price lists. Salesforce
    Commerce Cloud: the price books of the site.

    ## What is not checked
    Products whose variants cost differently, baskets that show several amounts of which none is
    the page's, and two amounts in unknown currencies. Steps that a journey leaves out or did
    not reach; shops where journeys are switched off. What ended for a reason of our own is told
    with the run and not called a fault.
    """
    seen = False
    for record in journeys.journeys:
        page, basket = record.product_price, record.basket_price
        step = record.step(StepName.BASKET)
        if page is None or basket is None or step is None:
            continue
        seen = True
        known = page.currency is not None and basket.currency is not None
        if page.amount == basket.amount and (not known or page.currency == basket.currency):
            continue
        name = record.product_name or "The product"
        yield Problem(
            message=f"{name} costs {_shown(page)} on its page and {_shown(basket)} in the basket.",
            about=record.product_url,
            cause="journey: price in the basket",
            evidence=evidence(record, step, product=record.product_url),
        )
        return
    if not seen:
        raise NotApplicable


def _shown(money: Money) -> str:
    return f"{money.amount} {money.currency or ''}".strip()
