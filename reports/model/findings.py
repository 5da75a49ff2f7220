"""Findings as table rows, and findings grouped by what causes them."""

from typing import Any

from crawler.records import CheckCard
from reports.language import _, spoken
from reports.model.night import Night
from reports.model.parts import SEVERITY_WORDS, STATE_WORDS, Column, Row
from reports.model.rows import SEVERITY_NAMES, Found
from reports.model.words import family_name

MOST_ROWS = 20_000
"""Rows of a table of findings of several checks. Nobody reads on, and every finding is on the page
of its check, too: half a million of them twice would be ten megabytes."""


def slug(check: str) -> str:
    """The file name of a check's page, without its ending: `seo-title-missing`."""
    return check.replace("/", "-")


def issue_href(check: str) -> str:
    """The page of a check, from the site's root."""
    return f"issues/{slug(check)}.html"


def check_words(cards: tuple[CheckCard, ...]) -> dict[str, tuple[str, str]]:
    """Check id to its title, for cells that name a check."""
    return {card.id: (card.title, "") for card in cards}


def card_of(night: Night, check: str) -> CheckCard | None:
    """The card of a check. None when another version found it."""
    return next((card for card in night.cards if card.id == check), None)


def title_of(night: Night, check: str) -> str:
    """The failing state in one line, or the id when there is no card."""
    card = card_of(night, check)
    return card.title if card else check


def finding_row(night: Night, finding: Found) -> Row:
    """One finding as a row of tables and exports."""
    change = night.changes.get(finding.id)
    run = night.manifest.run
    return {
        "id": finding.id,
        "severity": SEVERITY_NAMES[finding.severity],
        "state": night.state_of(finding),
        "check": finding.check,
        "family": family_name(finding.check.partition("/")[0]),
        "site": night.site_name(finding.site),
        "kind": finding.kind,
        "url": finding.url,
        "page": night.hash_of(finding.site, finding.url),
        "about": finding.about,
        "message": finding.message,
        "evidence": finding.shown,
        "selector": finding.selector,
        "cause": finding.cause,
        "template": finding.template,
        "count": finding.count,
        "first_seen": (change.first_seen if change else run)[:10],
        "times_seen": change.times_seen if change else 1,
    }


def finding_cells(night: Night, finding: Found) -> dict[str, Any]:
    """One finding as a row of a table: nothing but what `finding_columns` shows."""
    change = night.changes.get(finding.id)
    return {
        "severity": SEVERITY_NAMES[finding.severity],
        "state": night.state_of(finding),
        "check": finding.check,
        "family": family_name(finding.check.partition("/")[0]),
        "url": finding.url,
        "page": night.hash_of(finding.site, finding.url),
        "message": finding.message,
        "evidence": finding.shown,
        "site": night.site_name(finding.site),
        "first_seen": (change.first_seen if change else night.manifest.run)[:10],
    }


def finding_columns(night: Night, *, one_check: bool = False) -> tuple[Column, ...]:
    """Columns of a findings table; `one_check` leaves out what is the same in every row."""
    check = Column("check", _("Check"), "check", words=check_words(night.cards), facet=False)
    return (
        *(
            ()
            if one_check
            else (Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),)
        ),
        Column("state", _("State"), "tag", True, spoken(STATE_WORDS)),
        *(() if one_check else (check, Column("family", _("Family"), facet=True, hidden=True))),
        Column("url", _("Page"), "page", with_column="page"),
        Column("message", _("What is wrong"), wide=True, foreign=True),
        Column("evidence", _("Evidence"), wide=True, foreign=True),
        *((Column("site", _("Shop"), facet=True, hidden=True),) if len(night.sites) > 1 else ()),
        Column("first_seen", _("Since")),
    )
