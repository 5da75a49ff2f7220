"""The same pages on a phone: scripts that fail, speed, and what the screen shows."""

import re
from collections.abc import Iterator
from pathlib import Path

from crawler.launch.scene import Scene, differs
from crawler.records import RenderFacts
from crawler.records.launch import Difference, LaunchScreen, Unseen
from crawler.records.launch_kinds import LaunchKind

GOOD_LCP_MS = 2500.0
"""Up to which the largest part of a page appears early enough: https://web.dev/articles/lcp."""
GOOD_CLS = 0.1
"""Up to which a page holds still: https://web.dev/articles/cls."""
NOTICED = 1.2
"""Times the other from which people notice a difference between two durations: Seow, Designing and
Engineering Time (2008), the 20 % rule. What is below it is also what two looks at one page
differ by."""
_VOLATILE = re.compile(r"\d+|[?#][^\s\"')]*")
"""Numbers and query strings: line numbers, versions and ids are others on every server."""

Look = tuple[str, str, RenderFacts, RenderFacts]
"""Address on live and on staging, and what the phone showed of both."""


def looks(scene: Scene) -> Iterator[Look]:
    """Pages that were seen on both sides."""
    for live, staging in _paired(scene):
        one, other = scene.live.renders.get(live), scene.staging.renders.get(staging)
        if one is not None and other is not None and one.opened and other.opened:
            yield live, staging, one, other


def unseen_screens(scene: Scene) -> Iterator[Difference]:
    """Pages that were seen on live and not on staging."""
    for live, staging in _paired(scene):
        one, other = scene.live.renders.get(live), scene.staging.renders.get(staging)
        if one is not None and one.opened and (other is None or not other.opened):
            said = Unseen.NO_LOOK if other is None else Unseen.FAILED
            yield differs(LaunchKind.SCREEN_UNSEEN, live, staging, now=said)


def console_errors(scene: Scene) -> Iterator[Difference]:
    """Errors in the console that the live page does not have, each once with its first page."""
    found: dict[str, list[Difference]] = {}
    for live, staging, one, other in looks(scene):
        known = {_kept(entry.text) for entry in one.console}
        new = {_kept(scene.hosts.as_live(entry.text)): entry for entry in other.console}
        for name, entry in new.items():
            if name not in known:
                found.setdefault(name, []).append(
                    differs(
                        LaunchKind.CONSOLE_ERROR, live, staging,
                        about=entry.source, now=entry.text,
                    )
                )  # fmt: skip
    for same in found.values():
        yield same[0].model_copy(update={"pages": len(same)})


def slower(scene: Scene) -> Iterator[Difference]:
    """Pages that appear noticeably later, and too late."""
    for live, staging, one, other in looks(scene):
        was, now = lcp_of(one), lcp_of(other)
        if was is not None and now is not None and now > GOOD_LCP_MS and now > was * NOTICED:
            yield differs(LaunchKind.SLOWER, live, staging, was=f"{was:.0f}", now=f"{now:.0f}")


def shifting(scene: Scene) -> Iterator[Difference]:
    """Pages that move noticeably more, and too much."""
    for live, staging, one, other in looks(scene):
        was, now = cls_of(one), cls_of(other)
        if was is not None and now is not None and now > GOOD_CLS and now > was * NOTICED:
            yield differs(LaunchKind.SHIFTS, live, staging, was=f"{was:.2f}", now=f"{now:.2f}")


def changed_screens(scene: Scene) -> Iterator[Difference]:
    """Pages that look different."""
    for live, staging, _, other in looks(scene):
        change = other.picture_change
        if change is not None and change.before:
            share = f"{change.share * 100:.1f}"
            yield differs(LaunchKind.SCREEN_CHANGED, live, staging, now=share)


def screens(scene: Scene) -> tuple[LaunchScreen, ...]:
    """Every page with a picture of staging, most changed first."""
    found = []
    for live, staging, one, other in looks(scene):
        shot, change = other.screenshot, other.picture_change
        if shot is None or change is None:
            continue
        found.append(
            LaunchScreen(
                live=live,
                staging=staging,
                device=other.device,
                before=Path(change.before).name,
                after=Path(shot.file).name,
                difference=Path(change.difference).name,
                width=shot.width,
                height=shot.height,
                share=change.share,
                lcp_ms=(lcp_of(one), lcp_of(other)),
                cls=(cls_of(one), cls_of(other)),
            )
        )
    return tuple(sorted(found, key=lambda screen: (-screen.share, screen.live)))


def lcp_of(look: RenderFacts) -> float | None:
    """Milliseconds until the largest part appeared; on a slow line where that was measured."""
    speed = look.throttled or look.speed
    return speed.lcp_ms if speed else look.lcp_ms


def cls_of(look: RenderFacts) -> float | None:
    """Layout shift score, measured as `lcp_of`."""
    speed = look.throttled or look.speed
    return speed.cls if speed else look.cls


def _paired(scene: Scene) -> Iterator[tuple[str, str]]:
    return ((live.url, staging.url) for live, staging in scene.pairs.compared)


def _kept(text: str) -> str:
    return _VOLATILE.sub("", text)
