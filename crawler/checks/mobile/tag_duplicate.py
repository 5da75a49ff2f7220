"""mobile/tag-duplicate"""

from collections import Counter
from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Severity, TagFacts


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: one page view for each page and id; two double the visits",),
)
def tag_duplicate(tags: TagFacts) -> Iterator[Problem]:
    """A visit is counted twice

    ## Why it matters
    The page sends two page views to the same account. Visits double, the rate of orders halves, and
    where orders are sent the same way, revenue doubles too.

    ## How to fix
    Find the two places that load the tag, often the theme and an app or the tag manager, and remove
    one. Shopify: Settings > Customer events, and Online Store > Preferences. WooCommerce: the
    plugin of the tag, or the theme's header. Magento: Stores > Configuration > Sales > Google API,
    and Content > Design > Configuration > HTML Head. BigCommerce: Settings > Analytics, and
    Storefront > Script Manager. Salesforce Commerce Cloud: the cartridge's templates and the tag
    manager.

    ## What is not checked
    Events other than page views. Page views of other addresses, which shops send that change pages
    without loading; another try to send the same.
    """
    for tag in tags.tags:
        name = f"{tag.tag} {tag.id}".strip()
        for address, times in Counter(tag.page_views).items():
            if times > 1:
                yield Problem(
                    message=f"{name} counts this page {times} times.",
                    about=name,
                    cause=f"tag twice: {name}",
                    evidence={"found": times, "expected": 1, "url": address},
                )
                break
