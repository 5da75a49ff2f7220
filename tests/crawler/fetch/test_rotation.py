"""A shop that is larger than a night: who is asked tonight, and that everybody is in the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path

import pytest

from crawler import __version__
from crawler.config import default_config
from crawler.config.model import CrawlBudget
from crawler.fetch.frontier import NEW_SHARE, SiteFrontier, Task
from crawler.fetch.rotation import LEAST_SHARE, Memory, Round, begin_round
from crawler.history import Seen
from crawler.records import (
    EarlierPage,
    EarlierSite,
    PageKind,
    PageRecord,
    PageState,
    RunDir,
    run_id,
)
from tests.command import Done, storewalk
from tests.crawler.fetch.helpers import URLSET, settings, written
from tests.server import Answer, Asked, Route, Shop, html, links

HOME = "https://shop.example/"
SITE = default_config(HOME).store
BEGAN = datetime(2026, 11, 1, 2, 17, tzinfo=UTC)


@dataclass
class Walk:
    """As much of a walk as the rotation asks for: no network."""

    frontier: SiteFrontier
    nights: int | None = None

    def __post_init__(self) -> None:
        self.shop = SITE
        self.crawl = CrawlBudget(rotation_nights=self.nights)

    def wants(self, url: str) -> bool:
        return True


@dataclass
class Night:
    """What one simulated night asked for."""

    asked: list[str]
    plan: Round | None
    validators: dict[str, dict[str, str]]


@dataclass
class Shopful:
    """A made-up shop and its nights, with the real frontier, the real rotation and history."""

    folder: Path
    pages: Mapping[str, PageKind]
    budget: int
    watched: tuple[str, ...] = ()
    flagged: frozenset[str] = frozenset()
    changed: tuple[str, ...] = ()
    """Pages whose date in the sitemap is another one every night."""
    links: tuple[str, ...] = ()
    """Addresses that the walk finds tonight."""
    gone: frozenset[str] = frozenset()
    """Pages that answer 404."""
    rotation_nights: int | None = None
    nights: int = 0

    def known(self) -> None:
        """Begin with a history in which every page was seen, each on its night of a round."""
        lines = [self._line(url, "2026-01-01") for url in self.pages]
        nights = [run_id(BEGAN - timedelta(days=days)) for days in range(1, 10)]
        late = (
            line.model_copy(update={"last": nights[number % 9]})
            for number, line in enumerate(lines)
        )
        site = EarlierSite(id=SITE.id, name="Shop", role="own", url=HOME, counts={"left": 1})
        Seen(self.folder).keep(run_id(BEGAN - timedelta(days=1)), late, [site])

    def night(self) -> Night:
        at = BEGAN + timedelta(days=self.nights)
        self.nights += 1
        seen, name = Seen(self.folder), run_id(at)
        walk = Walk(SiteFrontier(self.budget), self.rotation_nights)
        dates = {url: str(at.date()) for url in self.changed}
        walk.frontier.list_in("s.xml", ((url, dates.get(url, "2026-01-01")) for url in self.pages))
        for url in self.watched:
            self._add(walk, url, first=True)
        memory = self._memory(seen, name)
        plan = begin_round(walk, memory)  # type: ignore[arg-type]  # what it needs of a walk
        for url in (*self.pages, *self.links):
            self._add(walk, url)
        tasks = list(iter(walk.frontier.take, None))
        lines = [self._line(task.url, walk.frontier.lastmod_of(task.url)) for task in tasks]
        site = EarlierSite(
            id=walk.shop.id, name="Shop", role="own", url=HOME, counts={"left": walk.frontier.left}
        )
        partly = frozenset({walk.shop.id}) if walk.frontier.left else frozenset[str]()
        seen.keep(name, lines, [site], partly=partly)
        walk.frontier.close()
        return Night([t.url for t in tasks], plan, {t.url: t.validators for t in tasks})

    def _memory(self, seen: Seen, name: str) -> Memory:
        file = seen.file(before=name)
        before = [run_id(BEGAN + timedelta(days=number)) for number in range(-9, self.nights)]
        return Memory(
            file=file,
            night=file.name.removesuffix(".jsonl.gz") if file else "",
            flagged=lambda: {(SITE.id, url): 0 for url in self.flagged},
            cut=frozenset(s.id for s in seen.sites(before=name).values() if s.counts["left"]),
            today=date.fromisoformat(name[:10]),
            tools=dict.fromkeys(before, __version__),
        )

    def _line(self, url: str, lastmod: str | None) -> EarlierPage:
        return EarlierPage(
            site=SITE.id, url=url, state=PageState.ERROR if url in self.gone else PageState.OK,
            status=404 if url in self.gone else 200,
            kind=self.pages.get(url, PageKind.OTHER), etag='"1"', lastmod=lastmod or "",
        )  # fmt: skip

    @staticmethod
    def _add(walk: Walk, url: str, *, first: bool = False) -> None:
        walk.frontier.add(Task(url), first=first)


def categories(number: int) -> dict[str, PageKind]:
    return {f"{HOME}c/{n:03}": PageKind.CATEGORY for n in range(number)}


def products(number: int) -> dict[str, PageKind]:
    return {f"{HOME}p/{n:06}": PageKind.PRODUCT for n in range(number)}


@pytest.mark.parametrize("size", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_each_page_is_seen_within_a_round_and_the_watched_ones_every_night(
    tmp_path: Path, size: int
) -> None:
    pages, budget = products(size), size // 10
    urls = list(pages)
    shop = Shopful(
        tmp_path, pages, budget, watched=tuple(urls[::1000]), flagged=frozenset(urls[7::500]),
        changed=tuple(urls[13::1000]),
    )  # fmt: skip
    every_night = {*shop.watched, *shop.flagged, *shop.changed}
    shop.known()
    left = budget - len(every_night)
    round_of = ceil((size - len(every_night)) / left)
    seen: set[str] = set()
    for _ in range(round_of):
        night = shop.night()
        assert len(night.asked) == budget
        assert set(night.asked) >= every_night
        assert night.plan is not None
        assert night.plan.nights(left) in (round_of, round_of + 1)
        seen.update(night.asked)
    assert len(seen) == size


def test_a_flood_of_new_pages_leaves_the_rotation_its_part(tmp_path: Path) -> None:
    shop = Shopful(tmp_path, products(400), 100)
    shop.known()
    shop.links = tuple(f"{HOME}filter/{n}" for n in range(10_000))
    seen: set[str] = set()
    for _ in range(ceil(400 / (100 * LEAST_SHARE))):
        shop.links = tuple(f"{url}-{shop.nights}" for url in shop.links)
        seen.update(shop.night().asked)
    assert seen >= shop.pages.keys()


def test_a_fault_on_every_page_leaves_new_addresses_their_part(tmp_path: Path) -> None:
    """A broken link is found by asking for an address that nobody knows."""
    shop = Shopful(tmp_path, products(400) | categories(100), 100)
    shop.known()
    shop.flagged = frozenset(shop.pages)
    shop.links = tuple(f"{HOME}new/{n}" for n in range(50))
    asked = shop.night().asked
    assert sum(url in shop.links for url in asked) == 100 * NEW_SHARE
    rotated = [url for url in asked if url in shop.pages]
    assert len(rotated) == 100 * (1 - NEW_SHARE)


@pytest.mark.parametrize(("nights", "share"), [(5, 0.8), (None, LEAST_SHARE)])
def test_the_settings_say_how_long_a_round_takes(
    tmp_path: Path, nights: int | None, share: float
) -> None:
    shop = Shopful(tmp_path, products(400), 100, rotation_nights=nights)
    shop.known()
    shop.links = tuple(f"{HOME}new/{n}" for n in range(1000))  # all of them want to be first
    shop.watched = tuple(list(shop.pages)[100:120])
    asked = shop.night().asked
    rotated = [url for url in asked if url in shop.pages and url not in shop.watched]
    assert len(rotated) == 80 * share + 3, "three are samples"


def test_a_fault_on_every_page_leaves_room_for_a_round(tmp_path: Path) -> None:
    shop = Shopful(tmp_path, products(400), 100)
    shop.known()
    shop.flagged = frozenset(shop.pages)
    seen: set[str] = set()
    for _ in range(6):
        seen.update(shop.night().asked)
    assert len(seen) == 400


def test_the_order_of_a_night(tmp_path: Path) -> None:
    pages = {HOME: PageKind.HOME, f"{HOME}c/": PageKind.CATEGORY} | products(60)
    urls = list(pages)
    shop = Shopful(tmp_path, pages, 20)
    shop.known()
    shop.watched, shop.flagged, shop.changed = (urls[40],), frozenset({urls[50]}), (urls[45],)
    shop.links = (f"{HOME}new",)
    night = shop.night()
    rest = [url for url in night.asked if url in (urls[40], urls[1], urls[50], urls[45])]
    assert rest == [urls[40], urls[1], urls[50], urls[45]]
    assert night.asked.index(f"{HOME}new") > night.asked.index(urls[50])
    assert night.asked[0] == urls[40]
    assert night.validators[urls[45]] == {"If-None-Match": '"1"'}
    assert not night.validators[urls[50]], "what is faulty is read, not only asked for news"


def test_what_fits_into_a_night_has_no_rotation(tmp_path: Path) -> None:
    shop = Shopful(tmp_path, products(60), 60, flagged=frozenset({f"{HOME}p/000050"}))
    first, second = shop.night(), shop.night()
    assert first.plan is second.plan is None
    assert first.asked == second.asked == list(shop.pages)
    assert not any(second.validators.values())


def test_pages_that_left_a_shop_that_is_walked_whole_are_forgotten(tmp_path: Path) -> None:
    shop = Shopful(tmp_path, products(60), 60)
    shop.night()
    shop.pages = products(50)
    shop.night()
    assert len(list(Seen(tmp_path).pages(before="~"))) == 50


def wide_shop(pages: int, dates: Mapping[int, str], modified: set[int]) -> dict[str, Route]:
    """A home page, a list and products that answer 304 unless they were changed."""

    def product(number: int) -> Route:
        heading = "" if number == FAULTY else f"<h1>Mug {number}</h1>"
        body = html(f"{heading}<p>{'A mug to drink from. ' * 10}</p>",
                    title=f"Mug {number}")  # fmt: skip

        def answer(asked: Asked) -> Answer:
            etag = f'"{number}-{number in modified}"'
            if asked.headers.get("If-None-Match") == etag:
                return Answer(status=304, headers={"ETag": etag})
            return Answer(body, headers={"ETag": etag})

        return answer

    def sitemap(asked: Asked) -> Answer:
        rows = "".join(
            f"<url><loc>http://{asked.headers['Host']}/p/{n:03}</loc>"
            f"<lastmod>{dates.get(n, '2026-01-01')}</lastmod></url>"
            for n in range(pages)
        )
        return Answer(f"<urlset {URLSET}>{rows}</urlset>", type="application/xml")

    return {
        "/": html(links("/p/000")),
        "/sitemap.xml": sitemap,
        **{f"/p/{n:03}": product(n) for n in range(pages)},
    }


EVERYWHERE = ("seo/description-missing", "seo/og-missing", "data/product-image-missing",
              "data/sd-breadcrumb-missing")  # fmt: skip
"""What is wrong with every page of the shop below; one page has a fault of its own."""
FAULTY = 7


@dataclass
class Nightly:
    """`storewalk crawl`, `check` and `remember` as a workflow runs them: nothing but the history
    stays from one night to the next."""

    folder: Path
    shop: Shop
    count: int = 0

    def night(self, **crawl: int) -> tuple[RunDir, Done]:
        self.count += 1
        place = self.folder / f"machine{self.count}"
        place.mkdir()
        ignored = dict.fromkeys(EVERYWHERE, "all of the shop has it")
        config = written(
            place, settings(self.shop, max_targets=0, **crawl) | {"checks": {"ignore": ignored}}
        )
        run = RunDir(place / "run")
        rest = ("-c", config, "--history", self.folder / "history")
        done = storewalk("crawl", "--run-dir", run.path, "--rate", "1000", *rest, cwd=place)
        assert done.code == 0, done.text
        for verb in ("check", "remember"):
            judged = storewalk(verb, run.path, *rest, cwd=place)
            assert judged.code == 0, judged.text
        return run, done


def paths(pages: Iterable[PageRecord]) -> set[str]:
    return {"/" + page.url.split("/", 3)[3] for page in pages}


def test_nights_of_a_shop_larger_than_a_night(tmp_path: Path) -> None:
    dates: dict[int, str] = {}
    modified: set[int] = set()
    with Shop(wide_shop(60, dates, modified)) as shop:
        nightly = Nightly(tmp_path, shop)
        first = [nightly.night(max_pages=24)[0] for _ in range(3)]
        dates[2] = "2026-11-03"
        modified.add(2)
        run, done = nightly.night(max_pages=24)
    seen = [paths(night.pages()) for night in first]
    assert set().union(*seen) >= {f"/p/{n:03}" for n in range(60)}, "a round of three nights"
    assert all(f"/p/{FAULTY:03}" in night for night in seen)
    assert "known pages wait for their night" in done.err
    assert [note.code for note in run.manifest().health] == ["run-truncated"]
    assert run.sites()[0].counts["round_nights"] in (3, 4)

    pages = {"/" + page.url.split("/", 3)[3]: page for page in run.pages()}
    states = {path: page.state for path, page in pages.items()}
    assert len(pages) == 24
    assert states[f"/p/{FAULTY:03}"] is PageState.OK, "what is faulty is read"
    assert states["/p/002"] is PageState.OK, "the sitemap says that it changed"
    same = {page.key for page in pages.values() if page.state is PageState.SAME}
    assert len(same) > 10
    diff = run.diff()
    assert diff is not None
    assert {c.kind for c in diff.changes if c.subject in same} == {"persisting"}
    assert not [c for c in diff.changes if c.kind in ("fixed", "gone", "new")]


def test_a_page_that_left_a_large_shop_is_asked_in_its_turn_and_forgotten(tmp_path: Path) -> None:
    shop = Shopful(tmp_path, products(50), 20)
    shop.known()
    gone = f"{HOME}p/000049"
    shop.gone = frozenset({gone})
    shop.pages = {url: kind for url, kind in shop.pages.items() if url != gone}
    asked = [shop.night().asked for _ in range(6)]
    assert sum(gone in night for night in asked) == 1
    assert gone not in {page.url for page in Seen(tmp_path).pages(before="~")}
