"""The page about time: where the shop is going, night by night."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from reports.charts.nights import change_chart, coverage_chart, score_chart
from reports.charts.position import position_chart
from reports.charts.trend import trend_chart
from reports.language import _, day_in_words, ngettext, number, signed
from reports.model.findings import issue_href, title_of
from reports.model.frames import (
    Series,
    changes_frame,
    findings_frame,
    index_frame,
    known,
    pages_frame,
    run_lines,
    score_frame,
    sparkline,
)
from reports.model.night import Night
from reports.model.pages_views import TrendsPage
from reports.model.parts import Chart, Column, Item, Row, Table, Tile
from reports.model.words import family_name

MONTH, WEEK = 30, 7
"""Days that a change is told over."""
SLACK = 5
"""Days that the night compared with may be older, when the wanted one is not known."""
MOVERS = 8
"""Checks in each list of the biggest movers."""


def trends_page(night: Night, series: Mapping[str, Series]) -> TrendsPage:
    """Build trends.html; `series` is `frames.check_series`."""
    families = family_series(series)
    alone = len(run_lines(night)) < 2
    return TrendsPage(
        sentence=_first_sentence(night) if alone else _sentence(night),
        waiting=_waiting() if alone else (),
        tiles=() if alone else _tiles(night),
        charts=() if alone else _charts(night),
        worse=() if alone else _movers(night, series, worse=True),
        better=() if alone else _movers(night, series, worse=False),
        families=_families({} if alone else families, series),
    )


def family_series(series: Mapping[str, Series]) -> dict[str, Series]:
    """Family to findings by night; None where fewer than half of its checks looked that night.

    The sum of a handful of a family's checks beside the sum of all would look like a great mend.
    """
    looked: dict[str, dict[str, list[int]]] = {}
    missed: dict[str, Counter[str]] = {}
    for check, found in series.items():
        family = check.partition("/")[0]
        nights, gaps = looked.setdefault(family, {}), missed.setdefault(family, Counter())
        for day, value in found:
            nights.setdefault(day, [])
            if value is None:
                gaps[day] += 1
            else:
                nights[day].append(value)
    return {
        family: [
            (day, sum(values) if values and len(values) >= missed[family][day] else None)
            for day, values in sorted(nights.items())
        ]
        for family, nights in sorted(looked.items())
    }


def family_change(family: str, series: Mapping[str, Series], days: int) -> int | None:
    """The change of a family over days, of its checks that looked on both nights. None: none."""
    changes = [
        change_over(found, days)
        for check, found in series.items()
        if check.partition("/")[0] == family
    ]
    known_ones = [change for change in changes if change is not None]
    return sum(known_ones) if known_ones else None


def change_over(series: Series, days: int) -> int | None:
    """Findings tonight less those so many days ago. None: one of the two is not known.

    The night compared with may be up to five days older.
    """
    if not series or series[-1][1] is None:
        return None
    last, now = series[-1]
    wanted = date.fromisoformat(last) - timedelta(days=days)
    before = [
        value
        for day, value in series[:-1]
        if value is not None and wanted - timedelta(days=SLACK) <= date.fromisoformat(day) <= wanted
    ]
    return now - before[-1] if before and now is not None else None


def _first_sentence(night: Night) -> str:
    return _(
        "This is the first night at {shop}. Trends begin with the second one: come back tomorrow."
    ).format(shop=night.site_name(night.own))


def _waiting() -> tuple[Item, ...]:
    return (
        Item(_("Open findings by severity"), _("whether the mending keeps up")),
        Item(_("New against fixed"), _("what every night brought, and what it took away")),
        Item(_("The health score"), _("how many pages have no error")),
        Item(_("Pages seen"), _("how much of the shop each walk reached")),
        Item(_("The price index"), _("where the shop stands in its market")),
        Item(_("The biggest movers"), _("which checks got worse and which got better")),
    )


def _sentence(night: Night) -> str:
    frame = changes_frame(night).tail(MONTH).dropna()
    if frame.empty:
        return _("No two nights could be compared yet.")
    new, fixed = int(frame["new"].sum()), int(frame["fixed"].sum())
    numbers = {"new": number(new), "fixed": number(fixed), "nights": number(len(frame))}
    if new > fixed:
        text = _(
            "More came than was mended: {new} new and {fixed} fixed in {nights} compared nights."
        )
    elif new < fixed:
        text = _(
            "More was mended than came: {fixed} fixed and {new} new in {nights} compared nights."
        )
    else:
        text = _("As much was mended as came: {new} each in {nights} compared nights.")
    return text.format(**numbers)


def _tiles(night: Night) -> tuple[Tile, ...]:
    """Tonight against the oldest known of the last 30 nights."""
    tiles = []
    frame = findings_frame(night)
    table = frame.dropna().pivot_table(index="day", columns="severity", values="findings")
    tonight = not table.empty and table.index[-1] == frame["day"].max()
    for name, label in (
        ("error", _("Errors")),
        ("warning", _("Warnings")),
        ("notice", _("Notices")),
    ):
        if not tonight:
            tiles.append(Tile(label, "–", _("not known tonight")))
        elif len(table) > 1:
            column = table[name].tail(MONTH + 1)
            before = day_in_words(column.index[0].date())
            now, note = int(column.iloc[-1]), _("since {day}").format(day=before)
            href = f"issues/index.html#open.f.severity={name}"
            tone = name if now else ""
            tiles.append(Tile(label, number(now), note, href, tone, now - int(column.iloc[0])))
    moves = changes_frame(night).tail(MONTH).dropna()
    if len(moves):
        note = ngettext("in one compared night", "in {n} compared nights", len(moves))
        note = note.format(n=number(len(moves)))
        tiles.append(Tile(_("New"), number(int(moves["new"].sum())), note, "changes.html"))
        tiles.append(Tile(_("Fixed"), number(int(moves["fixed"].sum())), note, "changes.html"))
    return tuple(tiles)


def _charts(night: Night) -> tuple[Chart, ...]:
    return (
        *trend_chart(findings_frame(night)),
        *change_chart(changes_frame(night)),
        *score_chart(score_frame(night)),
        *coverage_chart(pages_frame(night)),
        *position_chart(index_frame(night), night.site_name(night.own)),
    )


def _movers(night: Night, series: Mapping[str, Series], *, worse: bool) -> tuple[Item, ...]:
    """Checks whose findings changed most in 30 nights, or since their first known night."""
    severities = {card.id: card.severity for card in night.cards}
    severities |= {check: found[0].severity for check, found in night.by_check.items()}
    moved = []
    for check, found in series.items():
        if check not in severities or not found or found[-1][1] is None:
            continue  # not looked at tonight: nobody knows whether it moved
        day, before = known(found[-(MONTH + 1) :])[0]
        change = found[-1][1] - before
        if change and (change > 0) == worse:
            moved.append((-abs(change), severities[check].rank, check, day, before, found[-1][1]))
    items = []
    for size, _rank, check, day, before, now in sorted(moved)[:MOVERS]:
        items.append(Item(
            title_of(night, check),
            _("{before} on {day}, {now} tonight").format(
                before=number(before), day=day_in_words(day), now=number(now)),
            issue_href(check),
            severities[check].value,
            note=signed(-size if worse else size),
        ))  # fmt: skip
    return tuple(items)


def _families(families: Mapping[str, Series], series: Mapping[str, Series]) -> Table:
    return Table(
        id="families",
        caption=_("Findings by subject"),
        columns=(
            Column("family", _("Subject")),
            Column("now", _("Tonight"), "number"),
            Column("week", _("In 7 nights"), "delta"),
            Column("month", _("In 30 nights"), "delta"),
            Column("trend", _("Last 30 nights"), "spark"),
        ),
        rows=tuple(_family_rows(families, series)),
        empty=_("Nothing to compare with yet."),
        export="trends",
    )


def _family_rows(families: Mapping[str, Series], series: Mapping[str, Series]) -> Iterable[Row]:
    for family, nights in families.items():
        now = nights[-1][1]
        yield {
            "family": family_name(family),
            "now": now,
            "week": None if now is None else family_change(family, series, WEEK),
            "month": None if now is None else family_change(family, series, MONTH),
            "trend": sparkline(nights),
        }
