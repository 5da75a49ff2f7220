"""run/run-truncated"""

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
def run_truncated(health: RunHealth) -> Iterator[Problem]:
    """The walk ended at its limit before the shop ended

    ## Why it matters
    Pages beyond the limit were not looked at. What was found is true; what was not found says
    nothing about the rest of the shop.

    ## How to fix
    Raise `crawl.max_pages` or the time in storewalk.yml, or walk a section with `--only`.
    """
    for note in health.of("run-truncated"):
        yield Problem(message=note.message, about=note.code, evidence={"next step": note.hint})
