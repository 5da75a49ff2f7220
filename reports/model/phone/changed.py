"""phone/changes.html: which screens look different from the last good night."""

from collections.abc import Iterator
from pathlib import Path

from crawler.records import PictureChange, RenderFacts, Screenshot, split_page_key
from reports.language import _, count, day_in_words, ngettext, number, percent, spoken
from reports.model.night import Night
from reports.model.parts import Column, Row, Table
from reports.model.phone.pages import OddOne, ScreenChange, ScreenChangesPage, Shot
from reports.model.phone.pictures import picture
from reports.model.shell import NavLink
from reports.model.values import DEVICE_WORDS
from reports.model.words import clip, day

ODD = "mobile/unlike-its-template"
CARDS = 24
"""Changes with their pictures; the table has every page that was compared."""


def changed(night: Night) -> list[tuple[str, RenderFacts, PictureChange]]:
    """Pages whose first screen changed, most changed first."""
    found = [
        (key, render, render.picture_change)
        for key, render in night.renders.items()
        if render.picture_change and render.picture_change.before
    ]
    return sorted(found, key=lambda row: (-row[2].share, row[0]))


def screen_changes_page(night: Night, tabs: tuple[NavLink, ...]) -> ScreenChangesPage:
    """Build phone/changes.html."""
    found = changed(night)
    cards = [card for row in found if (card := _card(night, *row)) is not None]
    compared = {key: r for key, r in night.renders.items() if r.picture_change}
    return ScreenChangesPage(
        tabs=tabs,
        sentence=_sentence(len(found), len(compared)),
        changes=tuple(cards[:CARDS]),
        left_out=max(0, len(cards) - CARDS),
        odd=tuple(_odd(night))[:CARDS],
        compared=Table(
            id="compared",
            caption=_("Every screen that was compared"),
            columns=(
                Column("url", _("Page"), "page", with_column="page"),
                Column("share", _("Changed"), "percent"),
                Column("moving", _("Moves by itself"), "percent",
                       help=_("Changed within a second; it is not compared.")),
                Column("before", _("Compared with")),
                Column("device", _("Device"), "label", True, spoken(DEVICE_WORDS)),
                Column("template", _("Template"), facet=True),
            ),
            rows=tuple(_row(night, key, render) for key, render in compared.items()),
            empty=_("There is no picture of an earlier night that the same browser took."),
            export="phone-changes",
            shown=25,
        ),
    )  # fmt: skip


def _sentence(found: int, compared: int) -> str:
    if not compared:
        return _(
            "Nothing was compared: the first night has no picture before it, and pictures of two "
            "browsers are never compared."
        )
    if not found:
        return ngettext(
            "The one screen compared with the last good night looks the same.",
            "All {n} screens compared with the last good night look the same.",
            compared,
        ).format(n=number(compared))
    return ngettext(
        "{n} of {screens} looks different from the last good night.",
        "{n} of {screens} look different from the last good night.",
        found,
    ).format(n=number(found), screens=count(compared, "screen", "screens"))


def _card(
    night: Night, key: str, render: RenderFacts, change: PictureChange
) -> ScreenChange | None:
    url = split_page_key(key)[1]
    title = clip(render.title or url, 120)
    after = picture(
        render.screenshot,
        _("{page} tonight").format(page=title),
        [(box, "accent", _("Changed")) for box in change.boxes],
    )
    if after is None:
        return None
    before = _("{page} on {day}").format(page=title, day=day_in_words(change.before_run))
    return ScreenChange(
        url=url,
        hash=night.hashes.get(key, ""),
        title=title,
        sentence=_("{percent} of the first screen, in {places}.").format(
            percent=percent(round(change.share * 100, 1)),
            places=count(len(change.boxes), "place", "places"),
        ),
        before=_other(night, change.before, after, before),
        after=after,
        difference=_other(
            night, change.difference, after, _("What changed on {page}, in red").format(page=title)
        ),
    )


def _odd(night: Night) -> Iterator[OddOne]:
    """Pages of which the check says so, each beside the most usual one."""
    for finding in night.by_check.get(ODD, ()):
        render = night.renders.get(finding.subject)
        if render is None:
            continue
        title = clip(render.title or finding.url, 120)
        shot = picture(render.screenshot, title)
        if shot is None:
            continue
        yield OddOne(
            url=finding.url,
            hash=night.hash_of(finding.site, finding.url),
            title=title,
            sentence=finding.message,
            shot=shot,
            usual=_other(
                night, str(finding.evidence.get("like_all", "")), shot, _("The usual one")
            ),
        )


def _other(night: Night, file: str, like: Shot, alt: str) -> Shot:
    name = Path(file).name
    if not name:
        return Shot("", like.width, like.height, alt)
    there = picture(Screenshot(file=name, width=like.width, height=like.height), alt)
    if there is None or not (night.run.shots / name).exists():
        return Shot("", like.width, like.height, alt)
    return there


def _row(night: Night, key: str, render: RenderFacts) -> Row:
    change = render.picture_change
    return {
        "url": split_page_key(key)[1],
        "page": night.hashes.get(key, ""),
        "share": round(change.share * 100, 2) if change else None,
        "moving": round(change.moving * 100, 2) if change else None,
        "before": day(change.before_run) if change else "",
        "device": render.device,
        "template": render.template,
    }
