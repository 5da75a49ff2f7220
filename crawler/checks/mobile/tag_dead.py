"""mobile/tag-dead"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Severity, TagFacts

DEAD = frozenset({"Universal Analytics"})


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: Google ended Universal Analytics; what still loads it is dead weight",),
)
def tag_dead(tags: TagFacts) -> Iterator[Problem]:
    """A tag is loaded that counts nothing any more

    ## Why it matters
    Google switched Universal Analytics off in July 2024. Its program still costs every visitor
    time, and nobody receives what it sends.

    ## How to fix
    Remove it; Google Analytics 4 is a tag of its own (`G-...`). Shopify: Settings > Customer
    events, and Online Store > Preferences. WooCommerce: the plugin of the tag, or the theme's
    header. Magento: Stores > Configuration > Sales > Google API, and Content > Design >
    Configuration > HTML Head. BigCommerce: Settings > Analytics, and Storefront > Script Manager.
    Salesforce Commerce Cloud: the cartridge's templates and the tag manager.

    ## What is not checked
    Whether a tag that works is still read by somebody.
    """
    for tag in tags.tags:
        if tag.tag in DEAD:
            yield Problem(
                message=f"{tag.tag}{f' ({tag.id})' if tag.id else ''} is still loaded.",
                about=tag.id or tag.tag,
                cause=f"tag dead: {tag.tag} {tag.id}".strip(),
                evidence={"found": tag.tag, "id": tag.id, "times": tag.hits},
            )
