"""mobile/input-type"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.fields import listed, of_fields, visible_fields
from crawler.extract.field_kinds import purpose
from crawler.records import FieldFacts, FormFacts, Problem, Severity

_KEYBOARDS = {
    "email": ({"email"}, {"email"}),
    "tel": ({"tel", "number"}, {"tel", "numeric", "decimal"}),
    "cc-number": ({"tel", "number"}, {"tel", "numeric", "decimal"}),
    "cc-csc": ({"tel", "number", "password"}, {"tel", "numeric", "decimal"}),
    "one-time-code": ({"tel", "number"}, {"tel", "numeric", "decimal"}),
}
"""Types and input modes that fit what a field asks for."""


def _wrong(field: FieldFacts) -> bool:
    types, modes = _KEYBOARDS.get(purpose(field) or "", (None, None))
    if types is None or modes is None:
        return False
    return field.type not in types and field.inputmode not in modes


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "convention: the keyboards that Baymard tests in checkouts",
        "convention: HTML's types and input modes say which keyboard a field brings up",
    ),
)
def input_type(forms: FormFacts) -> Iterator[Problem]:
    """A field brings up the wrong keyboard

    ## Why it matters
    A phone number is typed on a keyboard of digits and an e-mail address on one with an @. Without
    them the shopper searches for signs, makes mistakes and gives up: checkout forms lose orders
    here.

    ## How to fix
    Write `type="email"` for e-mail addresses, `type="tel"` for phone numbers, and
    `inputmode="numeric"` for card numbers and codes. Shopify: Settings > Checkout, and Online Store
    > Themes > Edit code for other forms. WooCommerce: the filter woocommerce_checkout_fields, or
    the form plugin. Magento: the theme's checkout_index_index.xml. BigCommerce: Storefront > Themes
    > Edit theme files. Salesforce Commerce Cloud: the form definitions and templates of the
    cartridge.

    ## What is not checked
    Postcodes, which have letters in some countries. Fields whose name and label do not say what
    they ask for, in languages that Storewalk does not know.
    """
    wrong = [field for field in visible_fields(forms) if _wrong(field)]
    if wrong:
        yield of_fields(
            wrong,
            "keyboard",
            f"The phone shows its keyboard for plain text at {listed(wrong)}.",
            lambda field: f"type={field.type}, asks for {purpose(field)}",
        )
