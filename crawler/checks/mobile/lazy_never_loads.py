"""mobile/lazy-never-loads"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.checks.mobile.marked import marked, subject
from crawler.records import PictureFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("our own rule: a picture is there when it was scrolled into view",),
)
def lazy_never_loads(pictures: PictureFacts) -> Iterator[Problem]:
    """A picture waits for a script and never comes

    ## Why it matters
    Its address stands in a data attribute, and the script that should move it does not. Shoppers
    see an empty box, and so does Google.

    ## How to fix
    Use the browser's own `loading="lazy"` with a normal `src`, or repair the lazy-load script (see
    also mobile/console-error). Shopify: Online Store > Themes > Edit code (`image_tag`).
    WooCommerce: the theme's image functions, and lazy-load plugins. Magento: the theme's .phtml
    files. BigCommerce: Storefront > Themes > Edit theme files. Salesforce Commerce Cloud: the
    cartridge's templates.

    ## What is not checked
    Pictures in parts of a slide show that are not shown, pictures more than twelve screens down,
    and pictures of a style sheet.
    """
    if pictures.never_loaded:
        said = subject(pictures.never_loaded, "picture", "stays empty", "stay empty")
        yield marked(
            pictures.never_loaded,
            "picture that never loads",
            f"{said} though the page was scrolled: its address waits in a data attribute.",
        )
