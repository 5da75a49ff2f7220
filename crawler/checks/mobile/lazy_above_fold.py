"""mobile/lazy-above-fold"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import marked, subject
from crawler.records import PictureFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://web.dev/articles/lcp (read 2026-11-23)",
        "our own limit: a tenth of the first screen",
    ),
    also=("Lighthouse: lcp-lazy-loaded",),
)
def lazy_above_fold(pictures: PictureFacts) -> Iterator[Problem]:
    """A picture of the first screen is told to wait

    ## Why it matters
    `loading="lazy"` lets the browser load a picture late. On the first screen that only means that
    the shopper looks at an empty box.

    ## How to fix
    Leave `loading="lazy"` out for the first pictures of the page. Shopify: Online Store > Themes >
    Edit code (`image_tag`). WooCommerce: the theme's image functions, and lazy-load plugins.
    Magento: the theme's .phtml files. BigCommerce: Storefront > Themes > Edit theme files.
    Salesforce Commerce Cloud: the cartridge's templates.

    ## What is not checked
    Pictures that take less than a tenth of the screen. The largest one has a check of its own
    (mobile/lcp-lazy). Pictures that a script loads later.
    """
    if pictures.lazy_first:
        said = subject(pictures.lazy_first, "picture", "has loading=lazy", "have loading=lazy")
        note = pictures.lazy_first.items[0].note
        yield marked(pictures.lazy_first, "lazy on the first screen", f"{said}, but fills {note}.")
