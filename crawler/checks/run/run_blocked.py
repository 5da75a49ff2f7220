"""run/run-blocked"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Role, RunHealth, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=("our own limits: see crawler/fetch/health.py",),
    roles=frozenset({Role.OWN, Role.COMPETITOR}),
    subject="site",
)
def run_blocked(health: RunHealth) -> Iterator[Problem]:
    """The shop refused many of our requests

    ## Why it matters
    A bot wall or a rate limit answers instead of the shop. Judging those pages would give a
    hundred false findings, so they are not judged, and prices behind them are unknown.

    ## How to fix
    Walk more slowly (`crawl.requests_per_second` in config/storewalk.yml). For your own shop, ask
    its admin or the CDN's support to let in the user agent that the page about this run shows.
    Shopify: the storefront's bot protection cannot be set, so walk slowly. WooCommerce: the
    security plugin's list of allowed agents. Magento, Salesforce: the CDN's rules. BigCommerce:
    ask the support.
    """
    for note in health.of("run-blocked", "run-throttled"):
        yield Problem(message=note.message, about=note.code, evidence={"next step": note.hint})
