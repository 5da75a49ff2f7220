"""mobile/autocorrect-on"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.fields import listed, of_fields, visible_fields
from crawler.extract.field_kinds import purpose
from crawler.records import FieldFacts, FormFacts, Problem, Severity

_HARMED = frozenset({"name", "given-name", "family-name", "street-address", "address-level2"})


def _corrected(field: FieldFacts) -> bool:
    if field.type not in ("text", "") or field.tag == "select" or field.autocorrect == "off":
        return False
    asks = purpose(field)
    return asks in _HARMED or (asks == "email" and field.inputmode == "email")


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("convention: Baymard's checkout studies name fields where correcting does harm",),
)
def autocorrect_on(forms: FormFacts) -> Iterator[Problem]:
    """The phone corrects names and addresses

    ## Why it matters
    Phones take a street or a family name for a typing error and change it. The parcel goes astray,
    or the e-mail never arrives.

    ## How to fix
    Write `autocorrect="off"` into fields for names, streets, cities and e-mail addresses. Shopify:
    Settings > Checkout, and Online Store > Themes > Edit code for other forms. WooCommerce: the
    filter woocommerce_checkout_fields, or the form plugin. Magento: the theme's
    checkout_index_index.xml. BigCommerce: Storefront > Themes > Edit theme files. Salesforce
    Commerce Cloud: the form definitions and templates of the cartridge.

    ## What is not checked
    Fields of type e-mail, which phones do not correct, and e-mail fields of the wrong type (see
    mobile/input-type). Fields whose name and label do not say what they ask for.
    """
    corrected = [field for field in visible_fields(forms) if _corrected(field)]
    if corrected:
        yield of_fields(
            corrected,
            "autocorrect",
            f"Phones correct what is typed into {listed(corrected)} (autocorrect is not off).",
            lambda field: f"asks for {purpose(field)}",
        )
