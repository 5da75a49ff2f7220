"""The health score: which share of the shop's pages has no error."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.records import Change, Finding, PageState, RunDiff, RunDir, Severity, page_key
from reports.language import N_, _
from reports.model.asked import read_last_asked
from reports.model.rows import Found, Moved

FORMULA = N_("pages without an error ÷ pages that answered with HTML × 100")


@dataclass(frozen=True, slots=True)
class Score:
    """The score and everything that it was made of."""

    value: float | None
    """0 to 100, one decimal, rounded down so that 100 means no error at all. None: no page."""
    formula: str
    """The formula in words."""
    pages: int
    """The denominator: own pages that answered 2xx with HTML, tonight or when last read."""
    pages_with_errors: int
    """Of these, pages that at least one open finding of severity error names."""
    waiting: int = 0
    """Of the pages, those that were not read tonight: they count as they were."""


def score(run: RunDir, diff: RunDiff | None, history: Path) -> Score:
    """The health of the own shop tonight; `diff` is how it compares with the history.

    Files, redirects, blocked pages and competitors' pages are not in the denominator; warnings
    and notices do not count. Findings about a whole site count for the page their URL names.
    """
    manifest = run.manifest()
    own = manifest.own
    read = {record.key for record in run.pages() if _counts(record.site, own, record.state)}
    bad: set[str] = set()
    found: set[str] = set()
    for finding in run.findings():
        found.add(finding.id)
        if finding.severity is Severity.ERROR and finding.site == own:
            bad |= named_pages(finding)
    bad |= left_with_errors(own, (x for x in diff.changes if x.id not in found) if diff else ())
    left = read_last_asked(history, manifest.run).fine_of(own) - read
    return score_of(len(read | left), len((read | left) & bad), len(left))


def left_with_errors(own: str, unseen: Iterable[Moved | Change]) -> set[str]:
    """Keys of the pages on which errors are open that tonight did not look at."""
    return {
        _key(change.site, change.url)
        for change in unseen
        if change.severity is Severity.ERROR and change.site == own and change.kind.is_open
    }


@lru_cache(maxsize=65_536)
def _key(site: str, url: str) -> str:
    try:
        return page_key(site, url)
    except ValueError:
        return ""


def named_pages(finding: Found | Finding) -> set[str]:
    """Keys of the pages that a finding blames: its subject, and the page that its URL names."""
    return {finding.subject, _key(finding.site, finding.url)}


def score_of(pages: int, pages_with_errors: int, waiting: int = 0) -> Score:
    """The score from its counts."""
    value = None
    if pages:
        value = math.floor(1000 * (pages - pages_with_errors) / pages) / 10
    return Score(value, _(FORMULA), pages, pages_with_errors, waiting)


def _counts(site: str, own: str, state: PageState) -> bool:
    return site == own and state is PageState.OK
