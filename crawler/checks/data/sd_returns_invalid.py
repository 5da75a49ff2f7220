"""data/sd-returns-invalid"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.data.google_properties import MERCHANT, RETURNS, has, missing_required, source
from crawler.checks.data.policies_in_markup import (
    Faults,
    Nodes,
    amount,
    offer_items,
    shop_items,
    word,
)
from crawler.checks.data.products_in_markup import Item, as_list, is_blank, prop
from crawler.records import PageRecord, Problem, Severity

_NAME = "hasMerchantReturnPolicy"
_FEES = (
    ("returnFees", "returnShippingFeesAmount"),
    ("customerRemorseReturnFees", "customerRemorseReturnShippingFeesAmount"),
    ("itemDefectReturnFees", "itemDefectReturnShippingFeesAmount"),
)


@check(
    Severity.ERROR,
    since="0.1",
    sources=(source(RETURNS), source(MERCHANT)),
    also=(
        "Screaming Frog: Structured Data: Rich Result Validation Errors",
        "Ahrefs: Structured data has Google rich results validation error",
    ),
)
def sd_returns_invalid(page: PageRecord) -> Iterator[Problem]:
    """The return policy in the structured data is not valid

    ## Why it matters
    Google shows "free 30-day returns" beside a product only if the policy is complete. One that
    contradicts itself is not shown.

    ## How to fix
    Give the country and the kind of policy, the days where returns end after some, and the fee
    where there is one. Best written once, on the shop's Organization. Shopify: Settings > Policies
    > Return rules, or the theme. WooCommerce: the schema plugin's merchant settings. Magento,
    BigCommerce and Salesforce Commerce Cloud: the template that writes the structured data. Or set
    it in Google Merchant Center, which counts before the page.

    ## What is not checked
    Whether the policy is what the shop's terms say. Seasonal exceptions. Policies of other shops.
    """
    seen = False
    faults = Faults()
    for path, item, nodes, _ in offer_items(page, _NAME):
        seen = True
        _judge(faults, path, item, nodes)
    for path, item, nodes in shop_items(page, _NAME):
        seen = True
        if is_blank(prop(item, "merchantReturnLink")):
            _judge(faults, path, item, nodes)
    if not seen:
        raise NotApplicable
    for about, (sentence, paths) in faults.rows.items():
        yield Problem(
            message=sentence, about=about, cause=f"returns: {about}", evidence={"paths": paths[:10]}
        )


def _judge(faults: Faults, path: str, item: Item, nodes: Nodes) -> None:
    for name in missing_required(item, MERCHANT, "MerchantReturnPolicy", nodes):
        faults.add(name, f'The return policy has no "{name}", which Google requires.', path)
    category = word(prop(item, "returnPolicyCategory"))
    if category == "merchantreturnfinitereturnwindow" and not has(
        item, "merchantReturnDays", nodes
    ):
        sentence = 'The return policy ends after some days but has no "merchantReturnDays".'
        faults.add("merchantReturnDays", sentence, path)
    for fees, cost in _FEES:
        kinds = {word(value) for value in as_list(prop(item, fees))}
        number = amount(next(iter(as_list(prop(item, cost))), None))
        if len(kinds) != 1:
            continue
        if kinds & {"freereturn", "returnfeescustomerresponsibility"} and number:
            told = f"no shipping fee by its {fees}, yet {cost} is {number}"
            faults.add(fees, f"The return policy contradicts itself: {told}.", path)
        if "returnshippingfees" in kinds and not number and not has(item, cost, nodes):
            faults.add(fees, f'The return policy has a fee but no "{cost}".', path)
        elif "returnshippingfees" in kinds and number == 0:
            faults.add(fees, f'The return policy has a fee, but "{cost}" is 0.', path)
