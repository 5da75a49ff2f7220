"""mobile/unlike-its-template"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Likeness, Problem, Severity

APART = 0.3
"""Share of the small picture by which a page differs more from the others than these do among
themselves. Our own limit."""


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("our own limit: pages of one template look alike on the first screen",),
)
def unlike_its_template(likeness: Likeness) -> Iterator[Problem]:
    """The page looks unlike all others of its template

    ## Why it matters
    One product or category of many that looks different on the phone is mostly one that broke: a
    style that did not load, a text that was pasted with its formats, a picture of the wrong shape.

    ## How to fix
    Put the page beside another of its kind. If it is meant to look like this, switch the check off
    for it (`mute`). Shopify: the product's Theme template and Description (clear the formats).
    WooCommerce: the product's page builder settings. Magento: Catalog > Products > Design.
    BigCommerce: the product's Template layout file. Salesforce Commerce Cloud: the product's
    rendering template.

    ## What is not checked
    Templates of which fewer than five pages were looked at. What stands below the first screen.
    """
    if likeness.distance - likeness.usual < APART:
        return
    yield Problem(
        message=f"{likeness.distance:.0%} of the first screen differs from the other "
        f"{likeness.pages} pages of its template, which differ by {likeness.usual:.0%}.",
        evidence={
            "found": likeness.distance,
            "expected": likeness.usual,
            "template": likeness.template,
            "like_all": likeness.file,
        },
    )
