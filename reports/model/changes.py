"""The changes page: what is not as it was last night."""

from collections import Counter

from crawler.records import Change, ChangeKind
from reports.language import count
from reports.model.findings import check_words
from reports.model.moves import price_changes
from reports.model.night import Night
from reports.model.pages import ChangesPage
from reports.model.parts import SEVERITY_WORDS, STATE_WORDS, Column, Row, Table, Tile
from reports.model.words import day, family_name

ORDER = (
    ChangeKind.NEW,
    ChangeKind.REOPENED,
    ChangeKind.FIXED,
    ChangeKind.NOT_RECHECKED,
    ChangeKind.GONE,
    ChangeKind.RETIRED,
    ChangeKind.PERSISTING,
)

MEANINGS = {
    ChangeKind.NEW: "found tonight for the first time",
    ChangeKind.REOPENED: "fixed once, found again",
    ChangeKind.FIXED: "looked at again and no longer there",
    ChangeKind.NOT_RECHECKED: "could not be looked at; still open",
    ChangeKind.GONE: "the page is gone",
    ChangeKind.PERSISTING: "open before and still open",
}


def change_counts(night: Night) -> Counter[str]:
    """Number of findings in each state; empty on the first night."""
    if night.diff is None or night.first_night:
        return Counter()
    return Counter(change.kind.value for change in night.diff.changes)


def changes_page(night: Night) -> ChangesPage:
    """Build the changes page."""
    counts = change_counts(night)
    changes = () if night.first_night or night.diff is None else night.diff.changes
    ordered = sorted(changes, key=_order)
    moved = tuple(_row(night, c) for c in ordered if c.kind is not ChangeKind.PERSISTING)
    stayed = tuple(_row(night, c) for c in ordered if c.kind is ChangeKind.PERSISTING)
    first = "Nothing to compare with: this is the first night."
    return ChangesPage(
        sentence=_sentence(night, counts),
        compared=(night.diff.previous or "") if night.diff else "",
        tiles=() if night.first_night else tuple(_tile(kind, counts) for kind in MEANINGS),
        changes=Table(
            id="changes",
            caption="Findings that are not as they were",
            columns=_columns(night, state=True),
            rows=moved,
            empty=first if night.first_night else "No finding came and none went.",
            export="changes",
        ),
        open=Table(
            id="still-open",
            caption="Findings that were open before and still are",
            columns=_columns(night, state=False),
            rows=stayed,
            empty=first if night.first_night else "No earlier finding is still open.",
            export="still-open",
            shown=10,
        ),
        prices=price_changes(night),
    )


def _sentence(night: Night, counts: Counter[str]) -> str:
    if night.first_night:
        return "This is the first night: everything found is the starting point for the next one."
    moved = [
        count(counts["new"], "new problem", "new problems"),
        f"{counts['fixed']:,} fixed",
        f"{counts['reopened']:,} came back",
    ]
    sentence = f"{', '.join(moved)} since the night of {day(night.diff.previous or '')}." if (
        night.diff
    ) else ""  # fmt: skip
    if counts["not_rechecked"]:
        were = "was" if counts["not_rechecked"] == 1 else "were"
        sentence += f" {count(counts['not_rechecked'], 'finding', 'findings')} {were} not rechecked and stay open."
    return sentence


def _tile(kind: ChangeKind, counts: Counter[str]) -> Tile:
    label, tone = STATE_WORDS[kind.value]
    number = counts[kind.value]
    href = "#still-open" if kind is ChangeKind.PERSISTING else f"#changes.f.state={kind.value}"
    if not number:
        return Tile(label, "0", MEANINGS[kind])
    return Tile(label, f"{number:,}", MEANINGS[kind], href, tone)


def _order(change: Change) -> tuple[int, int, str, str, str]:
    return (ORDER.index(change.kind), change.severity.rank, change.check, change.url, change.id)


def _columns(night: Night, *, state: bool) -> tuple[Column, ...]:
    states = {kind: STATE_WORDS[kind] for kind in STATE_WORDS if kind != "persisting"}
    return (
        *((Column("state", "State", "tag", True, states),) if state else ()),
        Column("severity", "Severity", "tag", True, SEVERITY_WORDS),
        Column("check", "Check", "check", words=check_words(night.cards)),
        Column("family", "Family", facet=True, hidden=True),
        Column("url", "Page", "page", with_column="page"),
        Column("message", "What was found", wide=True),
        *((Column("site", "Shop", facet=True, hidden=True),) if len(night.sites) > 1 else ()),
        Column("first_seen", "First seen"),
        Column("times_seen", "Nights seen", "number"),
    )


def _row(night: Night, change: Change) -> Row:
    return {
        "id": change.id,
        "state": change.kind.value,
        "severity": change.severity.value,
        "check": change.check,
        "nolink": change.kind is ChangeKind.RETIRED,  # its page went with the check
        "family": family_name(change.check.partition("/")[0]),
        "url": change.url,
        "page": night.hash_of(change.site, change.url),
        "message": change.message,
        "site": night.site_name(change.site),
        "first_seen": day(change.first_seen),
        "times_seen": change.times_seen,
    }
