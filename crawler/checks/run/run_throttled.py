"""run/run-throttled"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Role, RunHealth, Severity


@check(
    Severity.NOTICE,
    since="0.1",
    sources=(
        "our own rule: absence is not evidence, see run health in the catalogue of checks"
        " (read 2026-11-23)",
    ),
    roles=frozenset({Role.OWN, Role.COMPETITOR}),
    subject="site",
)
def run_throttled(health: RunHealth) -> Iterator[Problem]:
    """The shop asked the walk to slow down

    ## Why it matters
    More than a few answers said "too many requests" or came from a bot wall. Timeouts and server
    errors of this night may be the walk's own doing.

    ## How to fix
    Let the shop's firewall or CDN allow the walk's user agent, or lower `crawl.requests_per_second`
    in storewalk.yml.
    """
    for note in health.of("run-throttled"):
        yield Problem(message=note.message, about=note.code, evidence={"next step": note.hint})
