"""seo/og-image-broken"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import answer_of, places
from crawler.checks.seo.addresses import shown
from crawler.records import Problem, Severity, TargetState

_PICTURES = ("image/", "application/octet-stream", "binary/octet-stream")
"""Some stores send pictures without a type of their own; browsers show them."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://ogp.me/ (read 2026-11-23)",),
    subject="target",
)
def og_image_broken(index: SiteIndex) -> Iterator[Problem]:
    """The picture for sharing does not load

    ## Why it matters
    When somebody shares the page in a chat or social network, the preview has no picture. Google
    may use the same picture.

    ## How to fix
    Name a picture that exists, with its whole address. Shopify: Online Store > Preferences > Social
    sharing image. WooCommerce: the SEO plugin's social tab. Magento: an Open Graph extension.
    BigCommerce: the product's first picture. Salesforce Commerce Cloud: the htmlHead template.

    ## What is not checked
    Pictures that were not asked for tonight, or whose server refuses robots.
    """
    judged = False
    for target in index.targets(TargetState.OK, TargetState.BROKEN, kind="image"):
        pages = [source.url for source in target.sources if source.tag == "og"]
        if not pages:
            continue
        judged = True
        if target.state is TargetState.BROKEN:
            said = answer_of(target)
        elif target.content_type and not target.content_type.startswith(_PICTURES):
            said = f"is no picture but {target.content_type[:40]}"
        else:
            continue
        yield Problem(
            page=target.url,
            message=f"The picture for sharing of {shown(pages[0], index.site.url)} {said}.",
            cause=target.url,
            evidence=places(target) | {"status": target.status, "type": target.content_type},
        )
    if not judged:
        raise NotApplicable
