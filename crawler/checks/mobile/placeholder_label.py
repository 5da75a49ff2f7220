"""mobile/placeholder-label"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.fields import listed, of_fields, visible_fields
from crawler.extract.field_kinds import is_search
from crawler.records import FormFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: Baymard names labels inside the field as a failure of mobile checkouts",),
)
def placeholder_label(forms: FormFacts) -> Iterator[Problem]:
    """A field has only a placeholder for a label

    ## Why it matters
    The placeholder is gone with the first letter. The shopper who is interrupted, or whom the phone
    helped to fill in the form, no longer knows what stands where.

    ## How to fix
    Write a `<label>` beside each field; it may stand inside the frame as long as it stays. Shopify:
    Settings > Checkout, and Online Store > Themes > Edit code for other forms. WooCommerce: the
    filter woocommerce_checkout_fields, or the form plugin. Magento: the theme's
    checkout_index_index.xml. BigCommerce: Storefront > Themes > Edit theme files. Salesforce
    Commerce Cloud: the form definitions and templates of the cartridge.

    ## What is not checked
    The search field, whose magnifying glass says enough. Fields with a label that only screen
    readers hear: those are named, though not for everybody.
    """
    bare = [f for f in visible_fields(forms) if f.named_by == "placeholder" and not is_search(f)]
    if bare:
        yield of_fields(
            bare,
            "placeholder",
            f"Only a placeholder says what belongs into {listed(bare)}.",
            lambda field: f"placeholder={field.placeholder}",
        )
