"""mobile/autocomplete-missing"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.fields import fills, listed, of_fields, visible_fields
from crawler.extract.field_kinds import purpose
from crawler.records import FieldFacts, FormFacts, Problem, Severity


def _missing(field: FieldFacts) -> bool:
    if purpose(field) is None:
        return False
    return not field.autocomplete or not fills(field.autocomplete)


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: HTML's autofill names, WCAG 2.2 SC 1.3.5, Baymard's checkout studies",),
)
def autocomplete_missing(forms: FormFacts) -> Iterator[Problem]:
    """The phone cannot fill in a field of the form

    ## Why it matters
    Phones know the shopper's name, address and card and offer to fill them in. They need to know
    which field is which; otherwise everything is typed with thumbs.

    ## How to fix
    Write the `autocomplete` attribute with HTML's own name: `email`, `tel`, `name`,
    `street-address`, `postal-code`, `address-level2`, `cc-number`. Shopify: Settings > Checkout,
    and Online Store > Themes > Edit code for other forms. WooCommerce: the filter
    woocommerce_checkout_fields, or the form plugin. Magento: the theme's checkout_index_index.xml.
    BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the form
    definitions and templates of the cartridge.

    ## What is not checked
    Fields whose name and label do not say what they ask for; fields about somebody else (gifts,
    friends); user names and passwords; `autocomplete="off"` (see mobile/autocomplete-off).
    """
    missing = [field for field in visible_fields(forms) if _missing(field)]
    if missing:
        yield of_fields(
            missing,
            "autocomplete",
            f"Phones cannot fill in {listed(missing)}: autocomplete is missing or unknown.",
            lambda field: f"autocomplete={field.autocomplete or '(none)'}, fits: {purpose(field)}",
        )
