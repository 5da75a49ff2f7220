"""The health score: which share of the shop's pages has no error."""

import math
from dataclasses import dataclass
from functools import lru_cache

from crawler.records import Finding, PageState, RunDir, Severity, page_key
from reports.language import N_, _
from reports.model.rows import Found

FORMULA = N_("pages without an error ÷ pages that answered with HTML × 100")


@dataclass(frozen=True, slots=True)
class Score:
    """The score and everything that it was made of."""

    value: float | None
    """0 to 100, one decimal, rounded down so that 100 means no error at all. None: no page."""
    formula: str
    """The formula in words."""
    pages: int
    """The denominator: own pages that answered 2xx with HTML tonight."""
    pages_with_errors: int
    """Of these, pages that at least one finding of severity error names."""


def score(run: RunDir) -> Score:
    """The health of the own shop tonight.

    Files, redirects, blocked pages and competitors' pages are not in the denominator; warnings
    and notices do not count. Findings about a whole site count for the page their URL names.
    """
    own = run.manifest().own
    pages = {record.key for record in run.pages() if _counts(record.site, own, record.state)}
    bad: set[str] = set()
    for finding in run.findings():
        if finding.severity is Severity.ERROR and finding.site == own:
            bad |= named_pages(finding) & pages
    return score_of(len(pages), len(bad))


@lru_cache(maxsize=65_536)
def _key(site: str, url: str) -> str:
    try:
        return page_key(site, url)
    except ValueError:
        return ""


def named_pages(finding: Found | Finding) -> set[str]:
    """Keys of the pages that a finding blames: its subject, and the page that its URL names."""
    return {finding.subject, _key(finding.site, finding.url)}


def score_of(pages: int, pages_with_errors: int) -> Score:
    """The score from its two counts."""
    value = None
    if pages:
        value = math.floor(1000 * (pages - pages_with_errors) / pages) / 10
    return Score(value, _(FORMULA), pages, pages_with_errors)


def _counts(site: str, own: str, state: PageState) -> bool:
    return site == own and state is PageState.OK
