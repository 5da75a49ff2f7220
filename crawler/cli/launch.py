"""The two walks of `storewalk compare`: live, then staging, which is asked for live's pages."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

from crawler.cli import pairs, stages
from crawler.cli.progress import Talk
from crawler.cli.stages import Places, timed
from crawler.config import Config, WatchedProduct
from crawler.config.model import Access, StoreConfig
from crawler.errors import WalkError
from crawler.launch.hosts import Hosts
from crawler.launch.pairs import pair_up
from crawler.launch.redirect_map import MapRow
from crawler.launch.redirects import urls_of
from crawler.launch.sides import pages_of
from crawler.records import (
    EarlierPicture,
    LooksBefore,
    PageState,
    PictureLine,
    RunDir,
    split_page_key,
)

Sights = tuple[LooksBefore, frozenset[str] | None]
"""Pictures to compare with, and the pages to look at. None: the stage chooses among all."""


@dataclass(frozen=True, slots=True)
class Walks:
    """What both walks are made of."""

    config: Config
    """The settings of the live shop."""
    hosts: Hosts
    rows: tuple[MapRow, ...]
    access: Access
    """What opens staging."""
    obey_robots: bool
    """Whether staging's robots.txt is kept to."""
    root: Path
    """Folder of both walks."""
    talk: Talk

    def live(self) -> RunDir:
        """Walk, look at and check the live shop; goes on with a walk that was interrupted."""
        self.talk.say(f"The live shop: {self.hosts.live}")
        config = _sole(self.config, self.hosts.live, self.access_of(self.hosts.live))
        if self.hosts.within:
            beside = (*config.store.exclude, f"{self.hosts.folder}/")
            store = config.store.model_copy(update={"exclude": beside})
            config = config.model_copy(update={"store": store})
        return self._walked(config, "live", lambda run: (LooksBefore(), None))

    def staging(self, live: RunDir) -> RunDir:
        """The same of staging: every page of live is asked for, and looked at where live was."""
        self.talk.say(f"Staging: {self.hosts.staging}")
        if self.hosts.folder:
            self.talk.say(
                f"  It lies in the folder {self.hosts.folder}/: robots.txt and sitemaps, which "
                "stand at the root of a host, are not compared."
            )
        config = staging_config(self, live)
        try:
            return self._walked(config, "staging", lambda run: self.sights(live, run))
        except WalkError as error:
            raise WalkError(
                error.message,
                where=error.where,
                hint="Does staging let us in? What opens it is named with --login-from, "
                "--header-from or --cookie-from. A redirect to the live shop is no staging.",
            ) from None

    def sights(self, live: RunDir, staging: RunDir) -> Sights:
        """The pages of staging that belong to those that were looked at on live."""
        paired = pair_up(pages_of(live), pages_of(staging), self.hosts, self.rows).by_staging
        moved = {url: new for new, url in paired.items()}
        before = pictures_of(live, self.config.store.id, moved)
        seen = (split_page_key(key)[1] for key in live.all_renders())
        return before, frozenset(moved[url] for url in seen if url in moved)

    def access_of(self, home: str) -> Access:
        """What the settings say opens a shop, for their own shop alone: secrets travel nowhere."""
        own = self.config.store
        named = _bare(urlsplit(home).netloc) == _bare(own.host)
        return own.access if named else Access(proxy=own.access.proxy)

    def _walked(self, config: Config, name: str, sights: Callable[[RunDir], Sights]) -> RunDir:
        products = _products(self.config, config, self.hosts)
        root = self.root / name
        run = stages.open_run(config, products, None, started_at=None, talk=self.talk, root=root)
        # A walk of its own: nothing is compared with earlier nights.
        places = Places(run, run.path / "no-history", run.path / "no-site")
        try:
            crawl_apart(config, products, places)
        except WalkError:
            shutil.rmtree(run.path)  # nothing was read, and the next try must not go on with that
            raise
        _look(config, products, run, self.talk, *sights(run))
        stages.check_stage(config, products, places, self.talk)
        return run


def crawl_apart(config: Config, products: tuple[WatchedProduct, ...], places: Places) -> None:
    """The crawl stage in a process of its own: Scrapy's reactor starts once in a process.

    Raises what the stage raises.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(_crawl, config, products, places).result()


def _crawl(config: Config, products: tuple[WatchedProduct, ...], places: Places) -> None:
    stages.crawl_stage(config, products, places, Talk())


def staging_config(walks: Walks, live: RunDir) -> Config:
    """The settings for staging: its pages are those of live, of the redirect map, and its own."""
    hosts, config = walks.hosts, walks.config
    known = walks.access_of(hosts.staging)
    access = walks.access.model_copy(update={"proxy": known.proxy})
    if access == Access(proxy=known.proxy):
        access = known
    alone = _sole(config, hosts.staging, access)
    mapped = (hosts.staging_path(path) for path in urls_of(walks.rows))
    urls = dict.fromkeys([*(hosts.to_staging(url) for url in _of_live(live)), *mapped])
    crawl = config.crawl.model_copy(
        update={
            "urls": tuple(urls),
            "respect_robots": walks.obey_robots,
            "discover": "links",
            "max_pages": (config.store.max_pages or config.crawl.max_pages) + len(urls),
            "revalidate": False,
            # What a shop system offers stands at the root, which is not that of a folder.
            "shop_data": config.crawl.shop_data and not hosts.folder,
        }
    )
    store = alone.store.model_copy(
        update={
            "max_pages": None,
            "platform": "auto",  # the new shop may run on another system
            "sitemaps": tuple(hosts.to_staging(url) for url in config.store.sitemaps),
            "only": _inside(hosts.folder, config.store.only or (("/",) if hosts.folder else ())),
            "exclude": _inside(hosts.folder, config.store.exclude),
        }
    )
    return alone.model_copy(update={"crawl": crawl, "store": store})


def _inside(folder: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Patterns of the settings for the same paths in a folder."""
    return tuple(folder + one if one.startswith("/") else one for one in patterns)


def pictures_of(live: RunDir, site: str, moved: Mapping[str, str]) -> LooksBefore:
    """The pictures of live as those that staging's are compared with; `moved`: URL on live to that
    on staging."""
    manifest = live.manifest()
    found = {}
    for key, looks in live.all_renders().items():
        url = moved.get(split_page_key(key)[1])
        staging = f"{site}:{url}"
        for look in looks:
            if url is None or look.screenshot is None or not look.opened:
                continue
            line = PictureLine(
                key=staging, device=look.device, file=look.screenshot.file, run=manifest.run,
                browser=manifest.browser,
            )  # fmt: skip
            path = live.shots / Path(look.screenshot.file).name
            found[staging, look.device] = EarlierPicture(path, line)
    return LooksBefore(pictures=found)


def _sole(config: Config, url: str, access: Access) -> Config:
    """One shop alone, walked for itself: no competitors, no feeds, no orders."""
    store: StoreConfig = config.store.model_copy(update={"url": url, "access": access, "feeds": ()})
    return config.model_copy(
        update={
            "store": store,
            "competitors": (),
            "crawl": config.crawl.model_copy(update={"revalidate": False}),
            "journeys": config.journeys.model_copy(update={"enabled": False}),
        }
    )


def _products(whole: Config, config: Config, hosts: Hosts) -> tuple[WatchedProduct, ...]:
    """The watched products with their addresses in the shop of `config` alone."""
    site, staging = config.store.id, config.store.url == hosts.staging
    found = []
    for product in pairs.listed_products(whole):
        url = product.urls.get(site)
        if url is None:
            continue
        on_live = url if hosts.on_live(url) else Hosts(hosts.live, whole.store.url).to_live(url)
        found.append(
            replace(product, urls={site: hosts.to_staging(on_live) if staging else on_live})
        )
    return tuple(found)


def _of_live(live: RunDir) -> Iterable[str]:
    """Pages and files of live and addresses that it leads on, the last ones last."""
    own = live.manifest().own
    pages: list[str] = []
    moved: list[str] = []
    for page in live.pages():
        if page.site == own and page.state in (PageState.OK, PageState.NOT_HTML):
            pages.append(page.url)
        elif page.site == own and page.state is PageState.REDIRECT:
            moved.append(page.url)
    return [*pages, *moved]


def _look(
    config: Config,
    products: tuple[WatchedProduct, ...],
    run: RunDir,
    talk: Talk,
    before: LooksBefore,
    only: frozenset[str] | None,
) -> None:
    """Look at pages on a phone; without a browser, say so and go on."""
    if not config.render.enabled or only == frozenset():
        return
    if any(stage.name == "render" for stage in run.manifest().stages):
        return
    from crawler.render.stage import render  # noqa: PLC0415 - loads Playwright

    with timed(run, "render"), talk.stage("Looking at pages on a phone"):
        outcome = render(
            config, products, run, before=before, only=only,
            on_progress=lambda done, total: talk.update("pages", done, total),
        )  # fmt: skip
    manifest = run.manifest()
    health = (*manifest.health, *outcome.notes)
    run.write_manifest(manifest.model_copy(update={"browser": outcome.browser, "health": health}))
    for note in outcome.notes:
        talk.say(f"  ! {note.message}\n    {note.hint}")


def _bare(netloc: str) -> str:
    return netloc.removeprefix("www.")
