"""mobile/tag-missing"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import Problem, Severity, TagFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: the settings (render.tags) say which tags belong on every page",),
)
def tag_missing(tags: TagFacts) -> Iterator[Problem]:
    """An expected tag is not on the page

    ## Why it matters
    Visits and orders of this page are not counted, and advertising learns nothing from them. It
    shows weeks later, as a gap in the figures.

    ## How to fix
    Add the tag to the template of the page. Shopify: Settings > Customer events, and Online Store >
    Preferences. WooCommerce: the plugin of the tag, or the theme's header. Magento: Stores >
    Configuration > Sales > Google API, and Content > Design > Configuration > HTML Head.
    BigCommerce: Settings > Analytics, and Storefront > Script Manager. Salesforce Commerce Cloud:
    the cartridge's templates and the tag manager.

    ## What is not checked
    Shops without `render.tags` in the settings. Pages with a tag manager that names the id nowhere:
    it may load the tag after the shopper's choice. Nights on which other companies' files were kept
    out.
    """
    if not tags.expected or not tags.complete:
        raise NotApplicable
    seen = {tag.id for tag in tags.tags} | set(tags.written)
    missing = [name for name in tags.expected if name not in seen]
    managed = any(tag.kind == "container" and tag.loaded for tag in tags.tags)
    if managed and any(not name.startswith("GTM-") for name in missing):
        raise NotApplicable
    for name in missing:
        yield Problem(
            message=f"The tag {name} is not on this page.",
            about=name,
            cause=f"tag missing: {name}",
            evidence={"expected": name, "found": sorted(filter(None, seen))},
        )
