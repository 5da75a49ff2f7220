"""The list of checks with what each found, and what did not look tonight."""

from collections import Counter

from crawler.records import CheckCard, Scope
from reports.language import N_, _, count, ngettext, number, spoken
from reports.model.areas import issue_tabs
from reports.model.findings import issue_href
from reports.model.frames import Series, sparkline
from reports.model.night import Night
from reports.model.pages import IssuesPage
from reports.model.parts import SEVERITY_WORDS, Column, Row, Table, Tile
from reports.model.words import family_name, share

STATUS_WORDS = {
    "found": (N_("Found"), "error"),
    "passed": (N_("Passed"), "good"),
    "not_applicable": (N_("Nothing to look at"), "muted"),
    "crashed": (N_("Crashed"), "warning"),
    "ignored": (N_("Switched off"), "muted"),
    "not_run": (N_("Not checked tonight"), "warning"),
    "waits": (N_("Open, not looked at tonight"), "warning"),
}


def units(value: int, scope: Scope) -> str:
    """What a check's tally counts, by its scope: `3 pages`, `1 shop`."""
    if scope is Scope.SITE:
        return count(value, "shop", "shops")
    if scope is Scope.PRODUCT:
        return count(value, "product", "products")
    return count(value, "page", "pages")


def status_of(night: Night, card: CheckCard) -> str:
    """What became of a check tonight, on all shops together."""
    tallies = [tally for tally in night.tallies if tally.check == card.id]
    if night.by_check.get(card.id):
        return "found"
    if card.id in night.config.checks.ignore:
        return "ignored"
    if night.unseen_by_check[card.id]:
        return "waits"
    if any(tally.passed or tally.flagged or tally.muted for tally in tallies):
        return "passed"
    if any(tally.crashed for tally in tallies):
        return "crashed"
    return "not_applicable" if tallies else "not_run"


def open_unseen(night: Night, check: str) -> str:
    """How many findings of a check stay open because tonight did not look at them; "" for none."""
    left = night.unseen_by_check[check]
    if not left:
        return ""
    return ngettext(
        "{n} finding that tonight did not look at stays open.",
        "{n} findings that tonight did not look at stay open.",
        left,
    ).format(n=number(left))


def deltas(night: Night) -> dict[str, int]:
    """Check id to the change of its open findings since the last run."""
    if night.diff is None or night.first_night:
        return {}
    change: Counter[str] = Counter()
    for entry in night.diff.changes:
        if entry.kind in ("new", "reopened"):
            change[entry.check] += 1
        elif entry.kind in ("fixed", "gone", "retired"):
            change[entry.check] -= 1
    return dict(change)


def issues_page(night: Night, series: dict[str, Series]) -> IssuesPage:
    """Build issues/index.html; `series` is `frames.check_series`."""
    change = deltas(night)
    known = {page.url for page in night.pages if page.site == night.own and page.state == "ok"}
    rows = [
        _open_row(night, check, series.get(check, []), change, known) for check in night.by_check
    ]
    rows.sort(key=lambda row: (_rank(row), -int(row["pages"]), str(row["check"])))
    quiet = [_quiet_row(night, card) for card in night.cards if card.id not in night.by_check]
    quiet += [
        _ignored_row(check, reason)
        for check, reason in sorted(night.config.checks.ignore.items())
        if check not in {card.id for card in night.cards}
    ]
    quiet.sort(key=lambda row: (list(STATUS_WORDS).index(str(row["status"])) != 5,
                                list(STATUS_WORDS).index(str(row["status"])) < 2,
                                str(row["check"])))  # fmt: skip
    return IssuesPage(
        tabs=issue_tabs(),
        sentence=_sentence(rows, quiet),
        tiles=severity_tiles(night, "#open.f.severity="),
        open=Table(
            id="open",
            caption=_("Checks with findings, worst first"),
            columns=_open_columns(night),
            rows=tuple(rows),
            empty=_("No check found anything tonight."),
            export="issues",
            shown=200,
        ),
        quiet=_quiet_table(night, quiet),
    )


def _quiet_table(night: Night, rows: list[Row]) -> Table:
    return Table(
        id="quiet",
        caption=_("Checks without findings"),
        columns=(
            Column("status", _("Result"), "tag", True, spoken(STATUS_WORDS)),
            Column("check", _("Check"), "check", words=_titles(night)),
            Column("family", _("Family"), facet=True),
            Column("passed", _("Passed"), "number"),
            Column("note", _("What that means"), wide=True),
        ),
        rows=tuple(rows),
        empty=_("Every check found something."),
        export="checks-without-findings",
        shown=200,
    )


def severity_tiles(night: Night, href: str) -> tuple[Tile, ...]:
    """One tile for each severity with the change since the last run."""
    now = Counter(finding.severity.value for finding in night.findings)
    left = Counter(change.severity.value for change in night.unseen)
    before = night.history.before(night.manifest.run)
    words = (
        ("error", _("Errors"), _("fix now")),
        ("warning", _("Warnings"), _("fix soon")),
        ("notice", _("Notices"), _("good to know")),
    )
    tiles = []
    for name, label, mend in words:
        total = now[name] + left[name]
        delta = None if before is None else total - int(before.findings.get(name, 0))
        note = mend
        if left[name]:
            note = _("{mend}; {n} more not looked at tonight").format(
                mend=mend, n=number(left[name])
            )
        tone = name if now[name] else ""
        tiles.append(Tile(label, number(now[name]), note, f"{href}{name}", tone, delta))
    return tuple(tiles)


def _rank(row: Row) -> int:
    return list(SEVERITY_WORDS).index(str(row["severity"]))


def _titles(night: Night) -> dict[str, tuple[str, str]]:
    return {card.id: (card.title, "") for card in night.cards}


def _open_columns(night: Night) -> tuple[Column, ...]:
    return (
        Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
        Column("check", _("Problem"), "check", words=_titles(night)),
        Column("family", _("Family"), facet=True),
        Column("findings", _("Findings"), "number"),
        Column("pages", _("Pages"), "number", help=_("Different pages with this problem.")),
        Column("share", _("Of all pages"), "percent", help=_("Of the own shop's HTML pages.")),
        Column("delta", _("Since last run"), "delta"),
        Column("trend", _("Trend"), "spark"),
    )


def _open_row(
    night: Night,
    check: str,
    trend: Series,
    change: dict[str, int],
    known: set[str],
) -> Row:
    found = night.by_check[check]
    pages = {finding.url for finding in found if finding.site == night.own}
    return {
        "severity": found[0].severity.value,
        "check": check,
        "family": family_name(check.partition("/")[0]),
        "findings": sum(finding.count for finding in found),
        "pages": len({finding.url for finding in found}),
        "share": share(len(pages & known), len(known)),
        "delta": None if night.first_night else change.get(check, 0),
        "trend": sparkline(trend),
        "href": issue_href(check),
    }


def _quiet_row(night: Night, card: CheckCard) -> Row:
    status = status_of(night, card)
    tallies = [tally for tally in night.tallies if tally.check == card.id]
    passed = sum(tally.passed for tally in tallies)
    muted = sum(tally.muted for tally in tallies)
    kept = _("{findings} muted.").format(findings=count(muted, "finding", "findings"))
    notes = {
        "passed": _("All {units} that it looked at passed.").format(
            units=units(passed, card.scope)
        ) + (f" {kept}" if muted else ""),
        "not_applicable": _("Nothing in the shop is of the kind it looks at."),
        "crashed": _("It failed wherever it looked; see its page."),
        "ignored": night.config.checks.ignore.get(card.id, ""),
        "not_run": _("It did not run, so this is no pass."),
        "waits": open_unseen(night, card.id),
    }  # fmt: skip
    return {
        "status": status,
        "check": card.id,
        "family": family_name(card.family),
        "passed": passed or None,
        "note": notes[status],
    }


def _ignored_row(check: str, reason: str) -> Row:
    family = family_name(check.partition("/")[0])
    return {"status": "ignored", "check": check, "family": family, "passed": None,
            "note": reason, "nolink": True}  # fmt: skip


def _sentence(rows: list[Row], quiet: list[Row]) -> str:
    passed = sum(row["status"] == "passed" for row in quiet)
    looked = len(quiet) - passed
    sentence = _("{checks} found something, {n} passed.").format(
        checks=count(len(rows), "check", "checks"), n=number(passed)
    )
    if not looked:
        return sentence
    silent = ngettext(
        "One check gave no verdict tonight, which is not a pass.",
        "{n} checks gave no verdict tonight, which is not a pass.",
        looked,
    )
    return " ".join((sentence, silent.format(n=number(looked))))


def unit_names(scope: Scope) -> str:
    """The same without a number: `pages`."""
    return {Scope.SITE: _("shops"), Scope.PRODUCT: _("products")}.get(scope, _("pages"))
