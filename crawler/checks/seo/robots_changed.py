"""seo/robots-changed"""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable, check
from crawler.records import EarlierSite, Problem, Severity, SiteFacts


@check(
    Severity.NOTICE,
    since="0.1",
    news=True,
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt"
        " (read 2026-11-23)",
    ),
    subject="site",
    also=("Ahrefs: Robots.txt changed",),
)
def robots_changed(site: SiteFacts, earlier: EarlierSite) -> Iterator[Problem]:
    """robots.txt is not what it was the last night

    ## Why it matters
    Most accidents with robots.txt come with a release: one line more can hide a category. The
    finding shows which lines came and went.

    ## How to fix
    Nothing, if the change was meant. Else put the line back. Shopify: Online Store > Themes > Edit
    code > robots.txt.liquid. WooCommerce: the SEO plugin's file editor. Magento: Content > Design >
    Configuration > (store) > Search Engine Robots. BigCommerce: Settings > SEO > robots.txt.
    Salesforce Commerce Cloud: Merchant Tools > SEO > Robots.

    ## What is not checked
    Changes in comments and empty lines.
    """
    now, before = site.robots, earlier.robots
    if now is None or before is None or now.status != 200 or before.status != 200:
        raise NotApplicable
    old, new = _rules(before.body), _rules(now.body)
    if old == new:
        return
    added = [line for line in new if line not in old]
    removed = [line for line in old if line not in new]
    told = [f'new: "{line[:80]}"' for line in added[:2]]
    told += [f'gone: "{line[:80]}"' for line in removed[:2]]
    yield Problem(
        message=f"robots.txt changed ({'; '.join(told) or 'its lines are in another order'}).",
        evidence={"added": added[:50], "removed": removed[:50]},
    )


def _rules(body: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in body.splitlines())
    return [line for line in lines if line]
