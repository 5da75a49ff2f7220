"""mobile/weight-high"""

from collections.abc import Iterator

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, check
from crawler.records import Problem, RenderFacts, Severity, TrafficFacts


class WeightOptions(CheckOptions):
    """Options of mobile/weight-high."""

    max_kib: int = Field(
        default=2667,
        ge=50,
        le=100_000,
        description="Report a page that loads more than this, in KiB. Lighthouse 13 begins to take "
        "points off at 2667 and has taken half of them at 4000.",
    )


@check(
    Severity.WARNING,
    since="0.1",
    sources=("convention: 2667 and 4000 KiB are the points of Lighthouse 13's curve",),
    also=("Lighthouse: total-byte-weight",),
)
def weight_high(
    traffic: TrafficFacts, render: RenderFacts, options: WeightOptions
) -> Iterator[Problem]:
    """The page is heavy

    ## Why it matters
    All of it comes over the air, on the shopper's contract. On a middling line 4 MB take 20 seconds
    and more, and the phone has to work through every script.

    ## How to fix
    Begin with the largest files named here: pictures as WebP or AVIF in the size of the screen, no
    film that starts by itself, and no app that nobody needs any more. Shopify: Content > Files, and
    Apps. WooCommerce: a picture plugin, and the list of plugins. Magento: Content > Media Gallery,
    and Stores > Configuration > Advanced > Developer. BigCommerce: Storefront > Script Manager.
    Salesforce Commerce Cloud: the image service's parameters, and the cartridge path.

    ## What is not checked
    What loads after a tap, or beyond the first twelve screens. A film is counted as far as it was
    loaded.
    """
    if render.stylesheets_failed or not traffic.weight_bytes:
        raise NotApplicable
    kib = traffic.weight_bytes / 1024
    if kib > options.max_kib:
        first = traffic.heaviest[0] if traffic.heaviest else None
        most = f"; the largest file is {first.url}, {_size(first.size_bytes)}" if first else ""
        yield Problem(
            message=f"The page loads {_size(traffic.weight_bytes)}, "
            f"{_size(options.max_kib * 1024)} are allowed{most}.",
            evidence={
                "found": round(kib),
                "expected": options.max_kib,
                "kinds": {name: round(size / 1024) for name, size in traffic.by_kind.items()},
                "files": [
                    {"url": file.url, "kind": file.kind, "kib": round(file.size_bytes / 1024)}
                    for file in traffic.heaviest
                ],
            },
        )


def _size(size: int) -> str:
    return f"{size / 1024:,.0f} KiB"
