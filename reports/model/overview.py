"""The overview: what a coordinator reads with the first coffee."""

from collections import Counter
from typing import Any
from urllib.parse import quote

from crawler.records import ChangeKind
from reports.charts.trend import trend_chart
from reports.language import _, count, ngettext, number
from reports.language.formats import NOTHING
from reports.model.changes import change_counts
from reports.model.findings import card_of, issue_href, title_of
from reports.model.frames import findings_frame, score_series
from reports.model.issues import severity_tiles
from reports.model.losses import losses
from reports.model.mends import Cause, in_words
from reports.model.night import Night
from reports.model.pages import OverviewPage
from reports.model.parts import Column, Item, Row, Table, Tile
from reports.model.prices.index import products_href
from reports.model.score import Score
from reports.model.seen import seen_tonight
from reports.model.words import clip, family_name, first_sentence, path_of

LINES = 6
"""Lines of each list on the overview; each list links to all."""


def overview_page(night: Night) -> OverviewPage:
    """Build index.html."""
    before = night.history.before(night.manifest.run)
    delta = None
    if before and before.score is not None and night.score.value is not None:
        delta = round(night.score.value - before.score, 1)
    series = score_series(night)
    return OverviewPage(
        sentence=_sentence(night, delta),
        score=night.score,
        score_delta=delta,
        score_trend=",".join(f"{value:g}" for _night, value in series) if len(series) > 1 else "",
        score_href=_own_pages(night),
        tiles=_tiles(night),
        worse=_worse(night),
        worse_empty=_("Nothing to compare with: this is the first night.") if night.first_night
        else _("Nothing got worse since the last run."),
        money=losses(night),
        money_empty=_("Nothing was found that costs money tonight."),
        first=tuple(_cause_item(night, cause) for cause in night.mends[:LINES]),
        seen=seen_tonight(night),
        charts=trend_chart(findings_frame(night)),
        families=_families(night),
    )  # fmt: skip


def _own_pages(night: Night) -> str:
    """The list of the pages that the score counts; a filter by severity may follow."""
    shop = f"&pages.f.site={quote(night.site_name(night.own), safe='')}"
    return f"pages.html#pages.f.state=ok{shop if len(night.sites) > 1 else ''}"


def _sentence(night: Night, delta: float | None) -> str:
    shop = night.site_name(night.own)
    score = night.score
    if not score.pages:
        return _(
            "No page of {shop} could be looked at tonight, so there is nothing to judge."
        ).format(shop=shop)
    errors = _errors(score)
    if night.first_night:
        return _("First look at {shop}: {errors}.").format(shop=shop, errors=errors)
    counts = change_counts(night)
    came = counts["new"] + counts["reopened"]
    mood = _("{shop} is as it was last night: {new}, {fixed} fixed; {errors}.")
    if delta is not None and delta < 0:
        mood = _("{shop} lost ground last night: {new}, {fixed} fixed; {errors}.")
    elif delta is not None and delta > 0:
        mood = _("{shop} gained ground last night: {new}, {fixed} fixed; {errors}.")
    elif came or counts["fixed"]:
        mood = _("{shop} held its ground last night: {new}, {fixed} fixed; {errors}.")
    new = count(came, "new problem", "new problems")
    return mood.format(shop=shop, new=new, fixed=number(counts["fixed"]), errors=errors)


def _errors(score: Score) -> str:
    pages = count(score.pages, "page", "pages")
    if score.waiting:
        pages = count(score.pages, "known page", "known pages")
    if not score.pages_with_errors:
        return _("none of {pages} has an error").format(pages=pages)
    return ngettext(
        "{bad} of {pages} has an error", "{bad} of {pages} have an error", score.pages_with_errors
    ).format(bad=number(score.pages_with_errors), pages=pages)


def _tiles(night: Night) -> tuple[Tile, ...]:
    counts = change_counts(night)
    broken = sum(target.state in ("broken", "loop") for target in night.targets)
    tiles = list(severity_tiles(night, "issues/index.html#open.f.severity="))
    if not night.first_night:
        came, back = counts["new"] + counts["reopened"], counts["reopened"]
        tiles.append(Tile(_("New tonight"), number(came),
                          _("{n} came back").format(n=number(back)),
                          "changes.html#changes.f.state=new,reopened",
                          "error" if came else ""))  # fmt: skip
        tiles.append(Tile(_("Fixed tonight"), number(counts["fixed"]), _("looked at again"),
                          "changes.html#changes.f.state=fixed",
                          "good" if counts["fixed"] else ""))  # fmt: skip
    tiles.append(
        Tile(
            _("Broken links"),
            number(broken) if night.targets else NOTHING,
            _("different targets") if night.targets else _("not looked at"),
            "links.html",
            "error" if broken else "good" if night.targets else "",
        )
    )
    return (*tiles, *_price_tiles(night))  # fmt: skip


def _price_tiles(night: Night) -> tuple[Tile, ...]:
    total = night.market.total
    if night.market.there:
        note = _("{compared} of {products} compared").format(
            compared=number(total.compared), products=number(total.products)
        )
        return (
            Tile(_("Price index"), number(total.index), note, "prices.html"),
            Tile(_("Undercut"), number(total.cheaper), _("a competitor asks less"),
                 products_href("undercut"), "warning" if total.cheaper else ""),
        )  # fmt: skip
    if night.config.products:
        return (Tile(_("Price index"), NOTHING, _("nothing was compared"), "prices.html"),)
    return ()


def _worse(night: Night) -> tuple[Item, ...]:
    if night.diff is None or night.first_night:
        return ()
    came = [c for c in night.diff.changes if c.kind in (ChangeKind.NEW, ChangeKind.REOPENED)]
    groups: dict[str, list[int]] = {}
    for index, change in enumerate(came):
        groups.setdefault(change.check, []).append(index)
    rows = []
    for check, indices in groups.items():
        group = [came[index] for index in indices]
        example = min(group, key=lambda c: (c.severity.rank, c.url, c.id))
        back = sum(change.kind is ChangeKind.REOPENED for change in group)
        rows.append((example.severity.rank, -len(group), check, Item(
            text=title_of(night, check),
            detail=_("{n} came back").format(n=number(back)) if back else "",
            href=issue_href(check),
            tone=example.severity.value,
            count=len(group),
            unit=_("new"),
            quote=f"{path_of(example.url)}: {clip(example.message, 110)}",
        )))  # fmt: skip
    rows.sort(key=lambda row: row[:3])
    return tuple(row[3] for row in rows[:LINES])


def _cause_item(night: Night, cause: Cause) -> Item:
    card = card_of(night, cause.check)
    where = in_words(cause)
    detail = _("{where}, for example {page}").format(where=where, page=path_of(cause.example))
    if cause.cause not in ("", cause.check, cause.template):
        detail = f"{clip(cause.cause, 90)}: {detail}"
    return Item(
        text=title_of(night, cause.check),
        detail=detail,
        href=issue_href(cause.check),
        tone=cause.severity,
        count=cause.pages,
        unit=ngettext("page", "pages", cause.pages),
        fix=first_sentence(card.fix) if card else "",
    )


def _families(night: Night) -> Table:
    counts: dict[str, Counter[str]] = {}
    for finding in night.findings:
        family = finding.check.partition("/")[0]
        counts.setdefault(family, Counter())[finding.severity.value] += 1
    for card in night.cards:
        counts.setdefault(card.family, Counter())
    return Table(
        id="families",
        caption=_("Open findings by subject"),
        columns=(
            Column("family", _("Subject"), "link"),
            Column("error", _("Errors"), "count"),
            Column("warning", _("Warnings"), "count"),
            Column("notice", _("Notices"), "count"),
            Column("checks", _("Checks"), "number"),
        ),
        rows=tuple(_family(night, family, found) for family, found in sorted(counts.items())),
        empty=_("The run holds no checks."),
        export="subjects",
    )


def _family(night: Night, family: str, found: Counter[str]) -> Row:
    """A subject with its findings; each number leads to the checks that it is made of."""
    name = family_name(family)
    href = f"issues/index.html#open.f.family={quote(name, safe='')}"
    row: dict[str, Any] = {
        "family": name,
        "family_href": href,
        "checks": sum(card.family == family for card in night.cards),
    }
    for severity in ("error", "warning", "notice"):
        row[severity] = found[severity]
        row[f"{severity}_href"] = f"{href}&open.f.severity={severity}"
    return row
