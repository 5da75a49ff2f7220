"""Addresses of staging on the pages of staging: which will be there after the launch, too."""

from collections.abc import Iterator

from crawler.launch.scene import Scene, differs
from crawler.launch.sides import Named, Place
from crawler.records.launch import Difference, Follows
from crawler.records.launch_kinds import LaunchKind

MADE = 0.5
"""Share of live's pages from which a place is taken to be filled by the shop system. Our own limit:
a template puts a canonical address on nearly every page, an editor on a few."""


def leaks(scene: Scene) -> Iterator[Difference]:
    """Addresses of staging where live does not name itself: somebody wrote them in by hand."""
    for place, named in scene.staging.named.items():
        if not _follows(scene, place, named):
            yield differs(
                place.kind, scene.pairs.by_staging.get(named.page, ""), named.page,
                now=named.written, pages=named.pages,
            )  # fmt: skip


def follows(scene: Scene) -> Iterator[Follows]:
    """Addresses of staging where live names itself, too: the shop system makes them of its own
    address. They are right as soon as that is the live one, and wrong if it is forgotten."""
    found: dict[LaunchKind, Follows] = {}
    for place, named in scene.staging.named.items():
        if place.kind not in found and _follows(scene, place, named):
            pages = scene.staging.naming[place.tag]
            found[place.kind] = Follows(kind=place.kind, pages=pages, example=named.written)
    yield from (found[kind] for kind in LaunchKind if kind in found)


def _follows(scene: Scene, place: Place, named: Named) -> bool:
    """Whether live names itself in the same place; where a page is new, in such places at all."""
    known = scene.live.named
    if place in known:
        return True
    target = scene.hosts.to_staging(place.address)
    old = scene.pairs.by_staging.get(target)
    if old is not None and place._replace(address=old) in known:
        return True
    new = scene.pairs.alone(named.page) or scene.pairs.alone(target)
    return new and scene.live.naming.get(place.tag, 0) >= MADE * len(scene.pairs.pairs)
