"""The changes page: what is not as it was last night."""

from collections import Counter
from collections.abc import Sequence

from crawler.records import ChangeKind
from reports.language import N_, _, count, day_in_words, ngettext, number, spoken
from reports.model.findings import MOST_ROWS, check_words
from reports.model.night import Night
from reports.model.pages import ChangesPage
from reports.model.parts import SEVERITY_WORDS, STATE_WORDS, Column, LazyRows, Row, Table, Tile
from reports.model.prices.moves import price_changes
from reports.model.rows import Moved
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
    ChangeKind.NEW: N_("found tonight for the first time"),
    ChangeKind.REOPENED: N_("fixed once, found again"),
    ChangeKind.FIXED: N_("looked at again and no longer there"),
    ChangeKind.NOT_RECHECKED: N_("could not be looked at; still open"),
    ChangeKind.GONE: N_("the page is gone"),
    ChangeKind.PERSISTING: N_("open before and still open"),
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
    stayed = [c for c in ordered if c.kind is ChangeKind.PERSISTING]
    first = _("Nothing to compare with: this is the first night.")
    return ChangesPage(
        sentence=_sentence(night, counts),
        compared=(night.diff.previous or "") if night.diff else "",
        tiles=() if night.first_night else tuple(_tile(kind, counts) for kind in MEANINGS),
        changes=Table(
            id="changes",
            caption=_("Findings that are not as they were"),
            columns=_columns(night, state=True),
            rows=moved,
            empty=first if night.first_night else _("No finding came and none went."),
            export="changes",
        ),
        open=Table(
            id="still-open",
            caption=_still_caption(len(stayed)),
            columns=_columns(night, state=False),
            rows=_still_rows(night, stayed[:MOST_ROWS]),
            empty=first if night.first_night else _("No earlier finding is still open."),
            export="still-open",
            shown=10,
        ),
        prices=price_changes(night),
    )


def _sentence(night: Night, counts: Counter[str]) -> str:
    if night.first_night:
        return _(
            "This is the first night: everything found is the starting point for the next one."
        )
    said = []
    if night.diff and night.diff.previous:
        text = _("{problems}, {fixed} fixed, {reopened} came back since the night of {day}.")
        said.append(
            text.format(
                problems=count(counts["new"], "new problem", "new problems"),
                fixed=number(counts["fixed"]),
                reopened=number(counts["reopened"]),
                day=day_in_words(night.diff.previous),
            )
        )
    if unseen := counts["not_rechecked"]:
        said.append(
            ngettext(
                "{n} finding was not rechecked and stays open.",
                "{n} findings were not rechecked and stay open.",
                unseen,
            ).format(n=number(unseen))
        )
    return " ".join(said)


def _still_caption(found: int) -> str:
    if found <= MOST_ROWS:
        return _("Findings that were open before and still are")
    return _(
        "The gravest {shown} of {found} findings that were open before and still are; the others "
        "are on the pages of their checks"
    ).format(shown=number(MOST_ROWS), found=number(found))


def _still_rows(night: Night, stayed: Sequence[Moved]) -> LazyRows[Moved]:
    """Rows in tonight's words, which stand in the findings."""
    wanted = {change.id for change in stayed}
    found = {finding.id: finding.message for finding in night.findings if finding.id in wanted}

    def row(change: Moved) -> Row:
        return {**_row(night, change), "message": found.get(change.id, change.message)}

    return LazyRows(stayed, row)


def _tile(kind: ChangeKind, counts: Counter[str]) -> Tile:
    label, tone = STATE_WORDS[kind.value]
    found = counts[kind.value]
    href = "#still-open" if kind is ChangeKind.PERSISTING else f"#changes.f.state={kind.value}"
    if not found:
        return Tile(_(label), number(0), _(MEANINGS[kind]))
    return Tile(_(label), number(found), _(MEANINGS[kind]), href, tone)


def _order(change: Moved) -> tuple[int, int, str, str, str]:
    return (ORDER.index(change.kind), change.severity.rank, change.check, change.url, change.id)


def _columns(night: Night, *, state: bool) -> tuple[Column, ...]:
    states = {kind: word for kind, word in spoken(STATE_WORDS).items() if kind != "persisting"}
    return (
        *((Column("state", _("State"), "tag", True, states),) if state else ()),
        Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
        Column("check", _("Check"), "check", words=check_words(night.cards)),
        Column("family", _("Family"), facet=True, hidden=True),
        Column("url", _("Page"), "page", with_column="page"),
        Column("message", _("What was found"), wide=True, foreign=True),
        *((Column("site", _("Shop"), facet=True, hidden=True),) if len(night.sites) > 1 else ()),
        Column("first_seen", _("First seen")),
        Column("times_seen", _("Nights seen"), "number"),
    )


def _row(night: Night, change: Moved) -> Row:
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
