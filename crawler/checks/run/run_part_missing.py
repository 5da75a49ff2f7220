"""run/run-part-missing"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import Problem, Role, RunHealth, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=(
        "our own rule: absence is not evidence, see run health in the catalogue of checks"
        " (read 2026-11-23)",
    ),
    roles=frozenset({Role.OWN, Role.COMPETITOR}),
    subject="site",
)
def run_part_missing(health: RunHealth) -> Iterator[Problem]:
    """A part of the walk is missing

    ## Why it matters
    A walk in parts is put together from what every part brings. Pages of a part that did not
    arrive, or that ended early, were not looked at: they are neither well nor broken tonight, and
    their open findings are kept as they are.

    ## How to fix
    Read the log of that part (on GitHub: the job named after it). A machine that was lost needs
    nothing: the next night walks the part again. If it runs into its time every night, use more
    parts (`storewalk plan --parts 4`) or walk fewer pages (`crawl.max_pages`).
    """
    for note in health.of("run-part-missing"):
        yield Problem(message=note.message, about=note.code, evidence={"next step": note.hint})
