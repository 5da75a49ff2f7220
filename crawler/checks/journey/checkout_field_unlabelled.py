"""journey/checkout-field-unlabelled"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.journey.walked import checkout_fields, field_name, field_problem
from crawler.records import JourneyFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://www.w3.org/WAI/WCAG22/Understanding/labels-or-instructions.html (read 2026-11-23)",
        "convention: Baymard Institute names placeholders in the place of labels as a failure",
    ),
    subject="site",
)
def checkout_field_unlabelled(journeys: JourneyFacts) -> Iterator[Problem]:
    """A field of the checkout has no label that stays

    ## Why it matters
    Once something is typed, a placeholder is gone, and the shopper no longer knows what the
    field was for. People who have the page read to them hear nothing at all.

    ## How to fix
    Give every field a <label> that stands above it. Shopify: the checkout has labels; custom
    fields come from apps. WooCommerce: set `label` in the filter woocommerce_checkout_fields,
    and no `screen-reader-text` class. Magento: the field's template in the theme. BigCommerce:
    the custom checkout. Salesforce Commerce Cloud: the form's XML, attribute label.

    ## What is not checked
    Whether a label says what is meant. Fields below the first form. Steps that a journey leaves
    out or did not reach; shops where journeys are switched off. What ended for a reason of our
    own is told with the run and not called a fault.
    """
    for record, step, fields in checkout_fields(journeys):
        for field in fields:
            if field.named_by in ("label", "aria", "title"):
                continue
            has = "only a placeholder" if field.named_by == "placeholder" else "no label"
            message = f"The field {field_name(field)} of the checkout has {has}."
            yield field_problem(record, step, field, message, field.named_by or "nothing")
        return
