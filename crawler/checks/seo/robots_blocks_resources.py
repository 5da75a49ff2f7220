"""seo/robots-blocks-resources"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable, check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import places
from crawler.checks.seo.addresses import same_host, shown
from crawler.extract.robots import Robots
from crawler.records import LinkTarget, Problem, Severity, TargetState

_AGENTS = {"image": "Googlebot-Image", "script": "Googlebot", "stylesheet": "Googlebot"}
FEWEST_PAGES = 2
"""A file of one page may be closed on purpose. Our own limit."""


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt"
        " (read 2026-11-23)",
        "https://developers.google.com/search/docs/crawling-indexing/javascript/fix-search-javascript"
        " (read 2026-11-23)",
    ),
    subject="target",
    also=(
        "Screaming Frog: Response Codes: Internal Blocked Resource",
        "Semrush: Disallowed internal resources",
        "Sitebulb: Disallowed image",
        "Sitebulb: Disallowed JavaScript file",
    ),
)
def robots_blocks_resources(index: SiteIndex) -> Iterator[Problem]:
    """robots.txt keeps Google from a script, style sheet or picture that pages need

    ## Why it matters
    Google builds the page as a browser does. Without the style sheet or script it sees a broken
    page; a closed product picture appears in no search.

    ## How to fix
    Take the rule out of robots.txt, or add an Allow line for the folder. Shopify: Online Store >
    Themes > Edit code > robots.txt.liquid. WooCommerce: the SEO plugin's file editor. Magento:
    Content > Design > Configuration > Search Engine Robots. BigCommerce: Settings > SEO >
    robots.txt. Salesforce Commerce Cloud: Merchant Tools > SEO > Robots.

    ## What is not checked
    Files on other hosts, which have a robots.txt of their own. Files that only one page uses.
    """
    robots = index.site.robots
    if robots is None or robots.status != 200 or not robots.body.strip():
        raise NotApplicable
    rules = Robots.parse(robots.body)
    groups: dict[str, list[LinkTarget]] = {}
    for target in index.targets(*TargetState):
        agent = _AGENTS.get(target.kind)
        if agent is None or not target.internal or target.pages < FEWEST_PAGES:
            continue
        if not same_host(target.url, index.site.url) or rules.allows(target.url, agent):
            continue
        folder = urlsplit(target.url).path.rpartition("/")[0] or "/"
        groups.setdefault(f"{target.kind}s below {folder}", []).append(target)
    for name, found in groups.items():
        first = max(found, key=lambda target: target.pages)
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield Problem(
            page=first.url,
            message=f"{_AGENTS[first.kind]} may not fetch {shown(first.url, index.site.url)}{more};"
            f" {first.pages:,} pages use it.",
            about=name,
            cause=f"robots.txt: {name}",
            evidence=places(first) | {"files": [target.url for target in found[:20]]},
        )
