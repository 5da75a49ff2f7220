"""mobile/third-party-share"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.records import Problem, Severity, TrafficFacts

FEWEST_KIB = 500
"""A light page may come from anywhere. Our own limit."""


class ShareOptions(CheckOptions):
    """Options of mobile/third-party-share."""

    max_percent: int = Field(
        default=50,
        ge=1,
        le=99,
        description="Report a page that loads more than this percentage of its weight from other "
        "companies. Our own limit.",
    )


@check(
    Severity.NOTICE,
    since="0.1",
    sources=("convention: our own limit, half of the weight",),
    also=("Lighthouse: third-party-summary",),
)
def third_party_share(traffic: TrafficFacts, options: ShareOptions) -> Iterator[Problem]:
    """Most of the page comes from other companies

    ## Why it matters
    Chat windows, reviews, tests and advertising load more than the shop itself. Each is another
    company that can be slow, fail, or learn who visits.

    ## How to fix
    Ask of each of them who needs it, and remove the others; load a chat only when it is opened.
    Shopify: Apps, and Online Store > Themes > App embeds. WooCommerce: the list of plugins.
    Magento: the list of extensions, and Google Tag Manager. BigCommerce: Storefront > Script
    Manager. Salesforce Commerce Cloud: the content slots and the tag manager.

    ## What is not checked
    Pages that load less than 500 KiB. Hosts below the shop's own and the file servers of Shopify,
    BigCommerce and Salesforce count as the shop; another file server of yours counts as foreign.
    """
    if traffic.unweighed * 2 > traffic.files:
        raise NotApplicable  # most sizes are not known
    if traffic.weight_bytes < FEWEST_KIB * 1024:
        raise NotApplicable
    percent = 100 * traffic.foreign_bytes / traffic.weight_bytes
    if percent > options.max_percent:
        yield Problem(
            message=f"Other companies make up {percent:.0f} % of the page's "
            f"{traffic.weight_bytes / 1024:,.0f} KiB; {options.max_percent} % are allowed.",
            evidence={
                "found": round(percent, 1),
                "expected": options.max_percent,
                "files": [
                    {"url": file.url, "kib": round(file.size_bytes / 1024)}
                    for file in traffic.heaviest
                    if not file.own
                ],
            },
        )
