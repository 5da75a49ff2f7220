"""The look on the phone beside Lighthouse: the same pages of one shop, in the same run."""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml

from crawler.errors import StorewalkError
from crawler.records import RenderState, RunDir
from tests.bench.install import Environment
from tests.bench.measure import Weight, weigh
from tests.bench.roster import Shop
from tests.bench.server import serve
from tests.bench.table import markdown
from tests.bench.walks import shop_to_walk

LIGHTHOUSE = ("node@22.23.3", "lighthouse@13.5.0")
"""Lighthouse 13 needs Node 22.19 or newer, which comes as a package of npm."""
BASELINE = "lighthouse"
LIGHTHOUSE_PAGES = 5
"""Pages a round: one takes 10 seconds and more."""
PAGES, MANY = 40, 500
AT_ONCE = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at the pages."""

    name: str
    pages: int
    pages_per_s: float
    """Median over the rounds."""
    cpu_s: float
    """CPU seconds for a page, of the whole process tree."""
    peak_mb: float
    ratio: float | None = None
    """Pages a second against Lighthouse; None: it was not measured."""


def measure_looks(
    pages: int, rounds: int, limit_s: float, *, many: int = MANY
) -> tuple[list[Look], str]:
    """Every way, interleaved; and why Lighthouse is not among them, empty when it is."""
    environment = Environment()
    trouble = ""
    try:
        for package in LIGHTHOUSE:
            environment.need_node(package)
    except StorewalkError as error:
        trouble = error.message
    found: dict[str, list[tuple[int, Weight]]] = {}
    with shop_to_walk(pages) as (shop, folder), tempfile.TemporaryDirectory() as name:
        own = Path(name)
        with serve(folder, shop.port, own / "access.log"):
            walked = _walked(shop, own)
            for number in range(1, rounds + 1):
                if not trouble:
                    found.setdefault(BASELINE, []).append(_lighthouse(environment, shop, own))
                for at_once in AT_ONCE:
                    key = f"storewalk, {at_once} at once"
                    found.setdefault(key, []).append(_storewalk(walked, at_once, own, limit_s))
                print(f"round {number} of {rounds} done", file=sys.stderr)
    looks = [_look(name, weights) for name, weights in found.items()]
    if many:
        looks.append(_look(f"storewalk, {AT_ONCE[-1]} at once", [_many(many, limit_s)]))
    base = next((one.pages_per_s for one in looks if one.name == BASELINE), None)
    return [_beside(one, base) for one in looks], trouble


def looks_table(looks: Sequence[Look], trouble: str) -> str:
    """One line a way; ratios to Lighthouse."""
    cells = [["look", "pages", "pages/s", "CPU s a page", "peak MB", f"speed / {BASELINE}"]]
    cells += [
        [
            one.name,
            f"{one.pages:,}",
            f"{one.pages_per_s:.2f}",
            f"{one.cpu_s:.2f}",
            f"{one.peak_mb:.0f}",
            f"{one.ratio:.1f}x" if one.ratio is not None else "",
        ]
        for one in looks
    ]
    text = markdown(cells)
    return f"{text}\n\nlighthouse: not measured ({trouble})" if trouble else text


def _walked(shop: Shop, folder: Path) -> Path:
    """The run directory of a walk over the shop, to be looked at many times."""
    config = folder / "storewalk.yml"
    _write_config(config, shop, 1)
    run = folder / "walked"
    told = ["crawl", "--config", str(config), "--run-dir", str(run)]
    weight = weigh(
        [sys.executable, "-m", "crawler", *told], folder=folder, env=os.environ, limit_s=600
    )
    if weight.exit_code != 0:
        raise StorewalkError(f"the walk failed: {weight.said[-300:]}")
    return run


def _write_config(path: Path, shop: Shop, at_once: int) -> None:
    config = {
        "store": {"name": "Bench", "url": shop.url},
        "crawl": {
            "max_pages": len(shop.paths) + 100,
            "requests_per_second": 1000,
            "concurrency": 8,
            "check_external": False,
            "phone_pages": 0,
        },
        "render": {"max_pages": len(shop.paths), "concurrency": at_once},
    }
    path.write_text(yaml.safe_dump(config))


def _storewalk(walked: Path, at_once: int, folder: Path, limit_s: float) -> tuple[int, Weight]:
    config = folder / "storewalk.yml"
    settings = yaml.safe_load(config.read_text())
    settings["render"]["concurrency"] = at_once
    config.write_text(yaml.safe_dump(settings))
    run = folder / "looked"
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(walked, run)
    told = ["render", str(run), "--config", str(config)]
    weight = weigh(
        [sys.executable, "-m", "crawler", *told], folder=folder, env=os.environ, limit_s=limit_s
    )
    if weight.exit_code != 0:
        raise StorewalkError(f"the look failed: {weight.said[-300:]}")
    renders = RunDir(run).renders().values()
    good = [one for one in renders if one.state is RenderState.OK and one.screenshot and one.axe]
    if len(good) < len(renders):
        raise StorewalkError(f"only {len(good)} of {len(renders)} pages were looked at in full")
    return len(good), weight


def _many(pages: int, limit_s: float) -> tuple[int, Weight]:
    """A large shop, for the memory."""
    with shop_to_walk(pages) as (shop, folder), tempfile.TemporaryDirectory() as name:
        own = Path(name)
        with serve(folder, shop.port, own / "access.log"):
            return _storewalk(_walked(shop, own), AT_ONCE[-1], own, limit_s)


def _lighthouse(environment: Environment, shop: Shop, folder: Path) -> tuple[int, Weight]:
    """Its command line, a page after the other, as its manual asks for; all categories."""
    program = str(environment.home / "node/node_modules/.bin/lighthouse")
    chrome = shutil.which("chromium") or shutil.which("google-chrome") or ""
    env = {**environment.variables, "CHROME_PATH": chrome}
    weights: list[Weight] = []
    step = max(len(shop.paths) // LIGHTHOUSE_PAGES, 1)
    for path in shop.paths[::step][:LIGHTHOUSE_PAGES]:
        told = [
            shop.url.rstrip("/") + path,
            "--quiet",
            "--output=json",
            "--output-path=lighthouse.json",
            "--chrome-flags=--headless --no-sandbox",
        ]
        weight = weigh([program, *told], folder=folder, env=env, limit_s=120)
        if weight.exit_code != 0:
            raise StorewalkError(f"lighthouse failed: {weight.said[-300:]}")
        weights.append(weight)
    return len(weights), Weight(
        wall_s=sum(one.wall_s for one in weights),
        cpu_s=sum(one.cpu_s for one in weights),
        peak_mb=max(one.peak_mb for one in weights),
        exit_code=0,
        said="",
    )


def _look(name: str, runs: Sequence[tuple[int, Weight]]) -> Look:
    return Look(
        name=name,
        pages=runs[0][0],
        pages_per_s=median(pages / weight.wall_s for pages, weight in runs),
        cpu_s=median(weight.cpu_s / pages for pages, weight in runs),
        peak_mb=median(weight.peak_mb for _, weight in runs),
    )


def _beside(look: Look, base: float | None) -> Look:
    ratio = look.pages_per_s / base if base else None
    return Look(look.name, look.pages, look.pages_per_s, look.cpu_s, look.peak_mb, ratio)
