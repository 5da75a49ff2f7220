"""Two runs to everything that differs."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from crawler.errors import RunDirError
from crawler.launch import addresses, findings, goods, leaks, phone, redirects, search
from crawler.launch.hosts import Hosts
from crawler.launch.pairs import pair_up
from crawler.launch.redirect_map import MapRow
from crawler.launch.scene import Scene
from crawler.launch.sides import Side, read_side
from crawler.records import RunDir
from crawler.records.launch import Difference, LaunchFacts, Way
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchGroup, LaunchKind

KINDS: tuple[Callable[[Scene], Iterator[Difference]], ...] = (
    addresses.lost_pages, addresses.away, addresses.circles, addresses.to_home,
    addresses.to_another_kind, addresses.to_one, addresses.chains, addresses.temporary,
    addresses.lost_redirects,
    search.noindex, search.robots_txt, search.canonicals, search.texts, search.languages,
    search.robots_tags,
    goods.data_types, goods.data_values, goods.prices, goods.stock,
    goods.broken_pictures, goods.bare_pages,
    phone.console_errors, phone.slower, phone.shifting, phone.changed_screens,
    phone.unseen_screens,
    leaks.leaks, findings.new_findings,
)  # fmt: skip


def compare_runs(
    live: RunDir, staging: RunDir, rows: Sequence[MapRow] = (), *, map_file: str = ""
) -> LaunchFacts:
    """Everything that differs between two runs that were checked.

    `rows` is the redirect map of the file `map_file`. Raises RunDirError when a run is missing,
    damaged or was not checked.
    """
    hosts = hosts_of(live, staging)
    one, other = read_side(live, hosts, live=True), read_side(staging, hosts, live=False)
    scene = Scene(hosts, one, other, pair_up(one.pages, other.pages, hosts, rows), rows)
    lines, wrong = redirects.tested(scene, hidden=search.everywhere(scene))
    found = [*chain.from_iterable(look(scene) for look in KINDS), *wrong]
    order = {kind: place for place, kind in enumerate(LaunchKind)}
    found.sort(key=lambda item: (item.severity.rank, order[item.kind]))
    looked = sum(1 for _ in phone.looks(scene))
    ways = [pair.way for pair in scene.pairs.pairs if pair.staging is not None]
    return LaunchFacts(
        live=hosts.live,
        staging=hosts.staging,
        live_run=live.manifest().run,
        staging_run=staging.manifest().run,
        live_pages=sum(page.shown for page in one.pages.values()),
        staging_pages=sum(page.shown for page in other.pages.values()),
        paired={way: ways.count(way) for way in Way},
        screens_compared=looked,
        differences=tuple(found),
        complete=one.complete,
        added=tuple(scene.pairs.added) if one.complete else (),
        map_lines=lines,
        map_file=map_file,
        screens=phone.screens(scene),
        follows=tuple(leaks.follows(scene)),
        unlooked=tuple(_unlooked(scene, looked)),
        notes=tuple(chain(_notes("Live", one), _notes("Staging", other))),
    )


def hosts_of(live: RunDir, staging: RunDir) -> Hosts:
    """The home pages of two runs."""
    return Hosts(home_of(live), home_of(staging))


def home_of(run: RunDir) -> str:
    """The home page of a run's own shop. Raises RunDirError when it names none."""
    own = run.manifest().own
    for site in run.sites():
        if site.id == own:
            return site.url
    raise RunDirError("the run has no own shop", where=str(run.path / "sites.json"))


def _unlooked(scene: Scene, looked: int) -> Iterator[LaunchKind]:
    """Kinds of which nothing is known; that nothing was found says nothing of them."""
    robots = (scene.live.site.robots, scene.staging.site.robots)
    heard = all(one is not None and not one.failure for one in robots) and not scene.hosts.folder
    for kind, card in LAUNCH_CARDS.items():
        no_map = card.group is LaunchGroup.MAP and not scene.rows
        no_phone = card.group is LaunchGroup.PHONE and not looked
        if no_map or no_phone or (kind in _OF_ROBOTS and not heard):
            yield kind


_OF_ROBOTS = frozenset(
    {LaunchKind.ROBOTS_CLOSED, LaunchKind.ROBOTS_BLOCKS, LaunchKind.ROBOTS_CHANGED}
)


def _notes(name: str, side: Side) -> Iterator[str]:
    for note in side.run.manifest().health:
        if note.site == side.site.id and note.code != "run-section":
            yield f"{name}: {note.message} {note.hint}".strip()
