"""mobile/viewport-multiple"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.mobile.view import viewport_settings
from crawler.records import PageRecord, Problem, Severity, ViewportFacts


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "convention: browsers obey the last viewport tag, and a page that has two was put "
        "together by two hands",
        "https://webhint.io/docs/user-guide/hints/hint-meta-viewport/ (read 2026-11-23)",
    ),
)
def viewport_multiple(page: PageRecord, viewports: ViewportFacts) -> Iterator[Problem]:
    """The viewport tag is there twice, or a script changes it

    ## Why it matters
    Browsers obey the last one. Who changes the other one wonders why nothing happens, and the page
    jumps when a script replaces the tag after it was shown.

    ## How to fix
    Keep one tag in the head, and take out the one that an app or a script adds. Shopify: Online
    Store > Themes > Edit code > theme.liquid. WooCommerce: the theme's header.php. Magento: the
    theme's Magento_Theme/layout/default_head_blocks.xml. BigCommerce: Storefront > Themes > Edit
    theme files > templates/layout/base.html. Salesforce Commerce Cloud: the htmlHead template.

    ## What is not checked
    Pages that were not read without scripts.
    """
    tags = viewports.tags
    if not tags:
        raise NotApplicable
    found = {"found": list(tags)}
    if len(tags) > 1:
        yield Problem(
            message=f'The page has {len(tags)} viewport tags; the last, "{tags[-1][:80]}", counts.',
            evidence=found,
        )
        return
    if viewports.in_body:
        yield Problem(message="The viewport tag stands in the body of the page.", evidence=found)
        return
    served = _served(page)
    if served is None or viewport_settings((served or ("",))[-1]) == viewport_settings(tags[-1]):
        return
    was = f'changes the viewport tag from "{served[-1][:80]}" to' if served else "adds the tag"
    yield Problem(
        message=f'A script {was} "{tags[-1][:80]}".',
        evidence={**found, "served": list(served)},
    )


def _served(page: PageRecord) -> tuple[str, ...] | None:
    """The tags in the HTML for phones, before scripts ran. None: nobody read it."""
    if page.phone is not None:
        return page.phone.phone.head.viewports
    view = page.served or page
    return view.head.viewports if view.head is not None else None
