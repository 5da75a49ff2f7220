"""Who walks: each contestant with the work it does, its command, and how many pages it gets."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from crawler.errors import StorewalkError
from tests.bench.install import LINKINATOR, Environment

BASELINE = "scrapy-links"
CONCURRENCY = 16
"""Requests at once, for everyone that lets itself be told."""
_SCRIPTS = Path(__file__).parent / "contestants"


@dataclass(frozen=True, slots=True)
class Shop:
    """The site to walk."""

    url: str
    """The home page, with a slash at the end."""
    paths: tuple[str, ...]
    """Every page that there is to find."""

    @property
    def port(self) -> int:
        """Where its addresses say that it is served."""
        return int(self.url.rstrip("/").rpartition(":")[2])


@dataclass(frozen=True, slots=True)
class Contestant:
    """One crawler."""

    name: str
    work: str
    """What it does with a page, in one line."""
    command: Callable[[Environment, Shop, Path], list[str]]
    """Prepares a run in a fresh folder. Raises StorewalkError when it cannot run here."""
    pages: int | None = None
    """It gets a shop of so many pages because it is slow; None: the shop that was asked for."""


def contestants() -> tuple[Contestant, ...]:
    """Everyone, the baseline first."""
    return (
        Contestant(
            BASELINE,
            "links only; plain idiomatic Scrapy, follow_all(css='a'), url and status kept",
            _scrapy_links,
        ),
        Contestant(
            "storewalk",
            "all facts of a page, robots.txt, sitemap, resume, link targets and images asked for",
            storewalk,
        ),
        Contestant(
            "advertools",
            "SEO fields of a page as wide JSON lines, links followed",
            _advertools,
            pages=500,
        ),
        Contestant(
            "linkchecker",
            "links and assets checked, a report of the broken ones",
            _linkchecker,
            pages=200,
        ),
        Contestant(
            "linkinator",
            "links and assets checked, a report of all",
            _linkinator,
            pages=500,
        ),
        Contestant(
            "lychee",
            "links and assets checked from a list of all pages; it does not walk by itself",
            _lychee,
        ),
    )


def storewalk(_: Environment, shop: Shop, folder: Path) -> list[str]:
    """The crawl of the project, from a configuration that leaves everything on."""
    config = {
        "store": {"name": "Bench", "url": shop.url},
        "crawl": {
            "max_pages": len(shop.paths) + 100,
            "requests_per_second": 1000,
            "concurrency": CONCURRENCY,
            "check_external": False,
            "phone_pages": 0,
        },
    }
    (folder / "storewalk.yml").write_text(yaml.safe_dump(config))
    told = ["--config", "storewalk.yml", "--run-dir", "run"]
    return [sys.executable, "-m", "crawler", "crawl", *told]


def _scrapy_links(environment: Environment, shop: Shop, _: Path) -> list[str]:
    environment.need("scrapy")
    return [environment.python, str(_SCRIPTS / "scrapy_links.py"), shop.url, "pages.jl"]


def _advertools(environment: Environment, shop: Shop, _: Path) -> list[str]:
    environment.need("advertools")
    return [environment.python, str(_SCRIPTS / "advertools_crawl.py"), shop.url, "pages.jl"]


def _linkchecker(environment: Environment, shop: Shop, folder: Path) -> list[str]:
    environment.need("linkchecker")
    folder.chmod(0o777)  # it gives up root's rights before it writes
    (folder / "linkchecker.ini").write_text(
        "[checking]\nrobotstxt=0\nmaxrequestspersecond=1000\n"
        f"threads={CONCURRENCY}\n[output]\nstatus=0\nlog=none\n"
    )
    program = str(Path(environment.python).with_name("linkchecker"))
    return [program, "--config", "linkchecker.ini", "--file-output", "csv/links.csv", shop.url]


def _linkinator(environment: Environment, shop: Shop, _: Path) -> list[str]:
    environment.need_node(LINKINATOR)
    program = str(environment.home / "node/node_modules/.bin/linkinator")
    told = ["--recurse", "--concurrency", str(CONCURRENCY), "--format", "json"]
    return [program, shop.url, *told]


def _lychee(_: Environment, shop: Shop, __: Path) -> list[str]:
    program = shutil.which("lychee")
    if program is None:
        raise StorewalkError("not installed (no `lychee` on PATH)")
    told = ["--no-progress", "--max-concurrency", str(CONCURRENCY), "--format", "json"]
    return [program, *told, *(shop.url.rstrip("/") + path for path in shop.paths)]
