"""screens.html: the same pages on the same phone, live and on staging."""

from collections.abc import Collection

from crawler.records import Screenshot
from crawler.records.launch import LaunchFacts, LaunchScreen
from reports.language import _, count, ngettext, number, percent, spoken
from reports.model.launch.pages import LaunchScreensPage, ScreenPair
from reports.model.parts import Column, Table
from reports.model.phone.pages import Shot
from reports.model.phone.pictures import picture
from reports.model.values import DEVICE_WORDS
from reports.model.words import path_of

CARDS = 40
"""Changed pages with their pictures; the table has every page that was compared."""


def shown(facts: LaunchFacts) -> tuple[LaunchScreen, ...]:
    """The changed pages whose pictures the site shows."""
    return tuple(screen for screen in facts.screens if screen.before)[:CARDS]


def files_of(facts: LaunchFacts) -> set[str]:
    """Names of their pictures in the shots of staging's run."""
    return {
        name
        for screen in shown(facts)
        for name in (screen.before, screen.after, screen.difference)
        if name
    }


def screens_page(facts: LaunchFacts, there: Collection[str]) -> LaunchScreensPage:
    """Build screens.html; `there` are the pictures that exist."""
    changed = sum(bool(screen.before) for screen in facts.screens)
    return LaunchScreensPage(
        sentence=_sentence(changed, len(facts.screens)),
        screens=tuple(_pair(screen, there) for screen in shown(facts)),
        left_out=max(0, changed - CARDS),
        compared=Table(
            id="compared",
            caption=_("Every page that was compared on a phone"),
            columns=(
                Column("live", _("On live"), "page"),
                Column("staging", _("On staging"), "page"),
                Column("share", _("Differs"), "percent"),
                Column("lcp_live", _("Appears after, live (s)"), "number"),
                Column("lcp", _("on staging (s)"), "number"),
                Column("cls_live", _("Moves, live"), "number"),
                Column("cls", _("on staging"), "number"),
                Column("device", _("Device"), "label", words=spoken(DEVICE_WORDS)),
            ),
            rows=tuple(
                {
                    "live": screen.live,
                    "staging": screen.staging,
                    "share": round(screen.share * 100, 1),
                    "lcp_live": _seconds(screen.lcp_ms[0]),
                    "lcp": _seconds(screen.lcp_ms[1]),
                    "cls_live": _score(screen.cls[0]),
                    "cls": _score(screen.cls[1]),
                    "device": screen.device,
                }
                for screen in facts.screens
            ),
            empty=_("No page was seen on a phone on both sides."),
            export="screens",
            shown=25,
        ),
    )


def _sentence(changed: int, compared: int) -> str:
    if not compared:
        return _("Nothing was compared on a phone: pages were not opened there, or not by the same "
                 "browser.")  # fmt: skip
    return ngettext(
        "{n} of {screens} looks different on staging.",
        "{n} of {screens} look different on staging.",
        changed,
    ).format(n=number(changed), screens=count(compared, "page", "pages"))


def _pair(screen: LaunchScreen, there: Collection[str]) -> ScreenPair:
    page = path_of(screen.live)

    def shot(file: str, alt: str) -> Shot:
        known = Screenshot(file=file, width=screen.width, height=screen.height)
        made = picture(known, alt) if file in there else None
        return made or Shot("", screen.width, screen.height, alt)

    return ScreenPair(
        url=screen.live,
        sentence=_("{percent} of the first screen differs.").format(
            percent=percent(round(screen.share * 100, 1))
        ),
        speed=_speed(screen),
        before=shot(screen.before, _("{page} on live").format(page=page)),
        after=shot(screen.after, _("{page} on staging").format(page=page)),
        difference=shot(screen.difference, _("What differs on {page}, in red").format(page=page)),
    )


def _speed(screen: LaunchScreen) -> str:
    was, now = (_seconds(ms) for ms in screen.lcp_ms)
    if was is None or now is None:
        return ""
    return _("The largest part appears after {was} s on live, after {now} s on staging.").format(
        was=number(was), now=number(now)
    )


def _seconds(ms: float | None) -> float | None:
    return None if ms is None else round(ms / 1000, 1)


def _score(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
