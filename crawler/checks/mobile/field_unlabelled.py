"""mobile/field-unlabelled"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.fields import listed, of_fields, visible_fields
from crawler.records import FormFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("axe-core 4.11.4, rules label and select-name (read 2026-11-23)",),
    also=(
        "Lighthouse: label",
        "Lighthouse: select-name",
    ),
)
def field_unlabelled(forms: FormFacts) -> Iterator[Problem]:
    """A field of the form has no name

    ## Why it matters
    Screen readers and voice control say only "edit text", and phones cannot guess what to fill in.
    Accessibility laws ask for a name.

    ## How to fix
    Write a `<label for>` beside the field, or an `aria-label` where a label has no room. Shopify:
    Settings > Checkout, and Online Store > Themes > Edit code for other forms. WooCommerce: the
    filter woocommerce_checkout_fields, or the form plugin. Magento: the theme's
    checkout_index_index.xml. BigCommerce: Storefront > Themes > Edit theme files. Salesforce
    Commerce Cloud: the form definitions and templates of the cartridge.

    ## What is not checked
    Fields that are switched off or not shown, and buttons. Whether the name is a good one. Fields
    that have only a placeholder (see mobile/placeholder-label).
    """
    unnamed = [field for field in visible_fields(forms) if not field.named_by]
    if unnamed:
        yield of_fields(
            unnamed,
            "field without a name",
            f"Nothing says what belongs into {listed(unnamed)}.",
            lambda field: f"{field.tag} {field.type}".strip(),
        )
