"""journey/checkout-autocomplete-missing"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.journey.walked import checkout_fields, field_name, field_problem
from crawler.extract.field_kinds import PERSONAL, kind_of_field
from crawler.records import JourneyFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-field "
        "(read 2026-11-23)",
        "https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose.html (read 2026-11-23)",
    ),
    subject="site",
)
def checkout_autocomplete_missing(journeys: JourneyFacts) -> Iterator[Problem]:
    """The phone cannot fill in a field of the checkout by itself

    ## Why it matters
    A phone knows its owner's name and address. Where the fields say what they are for, one tap
    fills the form; where they do not, everything is typed on glass.

    ## How to fix
    Add autocomplete with the right word: email, tel, given-name, family-name, street-address,
    postal-code, address-level2. Shopify: the checkout has it. WooCommerce: set `autocomplete`
    in the filter woocommerce_checkout_fields. Magento: the field's template, or an extension.
    BigCommerce: the custom checkout. Salesforce Commerce Cloud: the form's template.

    ## What is not checked
    Whether the word is the right one for the field. Fields whose purpose we do not know. Steps
    that a journey leaves out or did not reach; shops where journeys are switched off. What
    ended for a reason of our own is told with the run and not called a fault.
    """
    for record, step, fields in checkout_fields(journeys):
        for field in fields:
            kind = kind_of_field(field)
            if kind not in PERSONAL or (field.autocomplete or "") not in ("", "off"):
                continue
            said = "forbids it" if field.autocomplete == "off" else "does not say what it is for"
            message = (
                f"The field {field_name(field)} of the checkout cannot be filled in by the phone: "
                f"it {said} (autocomplete)."
            )
            found = "no autocomplete" if field.autocomplete is None else field.autocomplete
            yield field_problem(record, step, field, message, found)
        return
