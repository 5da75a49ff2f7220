"""run/run-incomplete"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Role, RunHealth, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=("our own rule: absence is not evidence, see run health in the catalogue of checks",),
    roles=frozenset({Role.OWN, Role.COMPETITOR}),
    subject="site",
)
def run_incomplete(health: RunHealth) -> Iterator[Problem]:
    """The walk saw only a part of the shop

    ## Why it matters
    A night on which the shop was down, or answered with half of its pages, says nothing about
    what is missing. Nothing is called fixed on such a night, and its figures are no trend.

    ## How to fix
    Open the shop in a browser. If it is up, walk it again: `storewalk run`. If the shop really
    shrank to less than half, the next night agrees with this one and all is counted as usual.
    """
    for note in health.of("run-incomplete", "run-outage", "robots-5xx"):
        yield Problem(message=note.message, about=note.code, evidence={"next step": note.hint})
