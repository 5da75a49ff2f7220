"""journey/checkout-field-type"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.journey.walked import checkout_fields, field_name, field_problem
from crawler.extract.field_kinds import TYPED, kind_of_field
from crawler.records import JourneyFacts, Problem, Severity

_WANTED = {"email": "email", "tel": "tel"}
_ALSO = {"email": (), "tel": ("numeric",)}


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developer.mozilla.org/en-US/docs/Web/HTML/Reference/Global_attributes/inputmode "
        "(read 2026-11-23)",
        "convention: Baymard Institute found that 54 % of mobile shops fail to call the right "
        "keyboard",
    ),
    subject="site",
)
def checkout_field_type(journeys: JourneyFacts) -> Iterator[Problem]:
    """A field of the checkout calls the wrong keyboard

    ## Why it matters
    For an e-mail address a phone can show the @, and for a phone number the digits, if the
    field says what it is. Otherwise every shopper types on the wrong keyboard.

    ## How to fix
    Use type=email for the e-mail address and type=tel for the phone number (or inputmode=email,
    inputmode=tel). Shopify: the checkout does it; custom forms in the theme. WooCommerce: set
    `type` in the filter woocommerce_checkout_fields. Magento: the input template of the field.
    BigCommerce: the custom checkout. Salesforce Commerce Cloud: the form's template.

    ## What is not checked
    Postcodes, which have letters in many countries. Fields below the first form. Steps that a
    journey leaves out or did not reach; shops where journeys are switched off. What ended for a
    reason of our own is told with the run and not called a fault.
    """
    for record, step, fields in checkout_fields(journeys):
        for field in fields:
            wanted = _WANTED.get(kind_of_field(field))
            if wanted is None or field.tag != "input" or field.type not in TYPED:
                continue
            if field.type == wanted or field.inputmode in (wanted, *_ALSO[wanted]):
                continue
            message = (
                f"The field {field_name(field)} of the checkout has type={field.type or 'text'}; "
                f"type={wanted} shows the right keyboard."
            )
            yield field_problem(record, step, field, message, f"type={field.type}")
        return
