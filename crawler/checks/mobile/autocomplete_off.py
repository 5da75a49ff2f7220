"""mobile/autocomplete-off"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.fields import listed, of_fields, visible_fields
from crawler.extract.field_kinds import purpose
from crawler.records import FormFacts, Problem, Severity

_KNOWN = frozenset({
    "email", "tel", "name", "given-name", "family-name", "street-address", "address-level2",
    "postal-code", "cc-name", "cc-number", "cc-exp",
})  # fmt: skip


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: HTML's autofill names, WCAG 2.2 SC 1.3.5, Baymard's checkout studies",),
)
def autocomplete_off(forms: FormFacts) -> Iterator[Problem]:
    """A form forbids the phone to fill it in

    ## Why it matters
    `autocomplete="off"` switches off the help that phones give. The shopper types name and address
    with thumbs, and some give up; in the checkout each one is a lost order.

    ## How to fix
    Remove `autocomplete="off"` and write what the field asks for: `email`, `tel`, `name`,
    `street-address`. Shopify: Settings > Checkout, and Online Store > Themes > Edit code for other
    forms. WooCommerce: the filter woocommerce_checkout_fields, or the form plugin. Magento: the
    theme's checkout_index_index.xml. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the form definitions and templates of the cartridge.

    ## What is not checked
    Search fields, security codes of cards and codes for one use, where it may be on purpose. Fields
    whose name and label do not say what they ask for.
    """
    off = [f for f in visible_fields(forms) if f.autocomplete == "off" and purpose(f) in _KNOWN]
    if off:
        yield of_fields(
            off,
            "autocomplete off",
            f"The form forbids phones to fill in {listed(off)} (autocomplete=off).",
            lambda field: f"autocomplete=off, fits: {purpose(field)}",
        )
