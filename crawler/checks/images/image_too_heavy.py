"""images/image-too-heavy"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import places
from crawler.checks.seo.addresses import shown
from crawler.records import Problem, Severity, TargetState

HEAVY_BYTES = 300_000
MOST_BYTES = 1_000_000
"""A notice above the first, a warning above the second."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developer.chrome.com/docs/lighthouse/performance/uses-optimized-images"
        " (read 2026-11-23)",
        "convention: 300 KB and 1 MB are our own limits",
    ),
    subject="target",
    also=(
        "Screaming Frog: Images: Over 100 KB",
        "Ahrefs: Image file size too large",
        "Lighthouse: uses-optimized-images",
        "seonaut: Large images",
        "squirrelscan: images/image-file-size",
    ),
)
def image_too_heavy(index: SiteIndex) -> Iterator[Problem]:
    """A picture is too heavy

    ## Why it matters
    On a phone such a picture takes seconds and eats the shopper's data. It is the most frequent
    reason for a slow page.

    ## How to fix
    Save it as WebP or JPEG in the size in which it is shown, or let the shop do so. Shopify: the
    theme's `image_url: width:` filter. WooCommerce: an image optimisation plugin. Magento: Stores >
    Configuration > Advanced > System > Images Upload Configuration. BigCommerce: the theme's image
    sizes. Salesforce Commerce Cloud: Dynamic Imaging Service.

    ## What is not checked
    Pictures whose size the server does not tell, and those that were not asked for tonight.
    """
    judged = False
    for target in index.targets(TargetState.OK, kind="image"):
        if target.size_bytes is None or not target.content_type.startswith("image/"):
            continue
        judged = True
        if target.size_bytes > HEAVY_BYTES:
            yield Problem(
                page=target.url,
                message=f"The picture {shown(target.url, index.site.url)} has"
                f" {target.size_bytes / 1e6:.1f} MB.",
                severity=None if target.size_bytes > MOST_BYTES else Severity.NOTICE,
                cause=target.url,
                evidence=places(target) | {"bytes": target.size_bytes, "type": target.content_type},
            )
    if not judged:
        raise NotApplicable
