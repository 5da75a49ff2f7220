"""Builds the whole report: the composition of model, outputs and site."""

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crawler.config.model import Config
from crawler.errors import StorewalkError
from crawler.records import RunDir
from reports.charts.vega import vega_script
from reports.language import speaking, speech
from reports.language.speech import speech_of
from reports.model.build import build_model
from reports.model.explorer import url_details
from reports.model.night import Night
from reports.model.pages import ReportModel
from reports.model.phone.pictures import files_of
from reports.model.products import product_details
from reports.outputs.all import page_in_bundle, page_with_bundle, write_outputs
from reports.outputs.hyper import hyper_ready
from reports.site import mkdocs, shards
from reports.site.check import broken_links
from reports.site.folders import templates_folder
from reports.site.late import rewrite
from reports.site.words import words_script
from reports.site.write import SitePage, site_pages, write_pages

MARKER = ".storewalk-site"
"""A folder with this file was built by Storewalk and may be replaced."""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What was built."""

    index: Path
    """The page to open."""
    pages: int
    """HTML pages."""
    bytes: int
    """Size of the whole site."""
    seconds: float
    summary: Mapping[str, Any]
    """downloads/summary.json."""


def build_site(
    run: RunDir,
    history: Path,
    config: Config,
    out: Path,
    *,
    progress: Callable[[str], None],
) -> SiteResult:
    """Build the site into `out`, replacing what an earlier build left there.

    `history` may be missing: a first night. Raises StorewalkError when `out` holds something
    that is no report, and RunDirError when the run or the history cannot be read.
    """
    started = time.monotonic()
    out = out.resolve()
    _guard(out)
    hyper_ready(config.report)
    progress("Reading the run")
    language = speech_of(config.report.language, config.report.catalogue)
    with speaking(language), tempfile.TemporaryDirectory(prefix="storewalk-") as name:
        site = Path(name) / "site"
        work = Path(name) / "work"
        (work / "docs").mkdir(parents=True)
        outputs = work / "outputs"
        model, night = build_model(run, history, config)
        progress("Writing the downloads")
        downloads = write_outputs(model, outputs, config.report)
        progress("Building the pages")
        pages = site_pages(model, page_in_bundle(model, downloads, config.report))
        _html(model, pages, work, site, config)
        shutil.copytree(outputs, site, dirs_exist_ok=True)
        progress("Writing the data")
        _data(night, pages, site)
        last = page_with_bundle(model, downloads, config.report, site, work)
        page = next(page for page in pages if page.file == "downloads.html")
        rewrite(site, replace(page, view=last), model)
        broken = broken_links(site)
        if broken:
            raise StorewalkError(
                f"the report has {len(broken)} links that lead nowhere, first: {broken[0]}",
                hint="This is a fault in Storewalk: please report it.",
            )
        _replace(site, out)
    files = [path for path in out.rglob("*") if path.is_file()]
    return SiteResult(
        index=out / "index.html",
        pages=len(pages),
        bytes=sum(path.stat().st_size for path in files),
        seconds=round(time.monotonic() - started, 2),
        summary=model.summary,
    )


def _guard(out: Path) -> None:
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        raise StorewalkError(
            "the folder for the report holds other files",
            where=str(out),
            hint="Name an empty folder, or one that Storewalk built before.",
        )


def _html(
    model: ReportModel, pages: tuple[SitePage, ...], work: Path, site: Path, config: Config
) -> None:
    """Data files of tables go through a side folder: MkDocs empties the site folder first."""
    parts = {
        (page.file, table.id): shards.write_table(work / "shards", page.file, table)
        for page in pages
        for table in page.tables
    }
    write_pages(work / "docs", model, pages, parts)
    templates = templates_folder()
    settings = mkdocs.write_settings(work, site, templates, config.report.title)
    mkdocs.build_html(settings, templates)
    shutil.copytree(work / "shards", site, dirs_exist_ok=True)


def _data(night: Night, pages: tuple[SitePage, ...], site: Path) -> None:
    shards.write_buckets(site, "url", url_details(night))
    shards.write_buckets(site, "product", product_details(night))
    charts = [chart for page in pages for chart in page.charts]
    for chart in charts:
        shards.write_chart(site, chart.id, chart.spec)
    if charts:
        (site / "assets" / "vega.js").write_text(vega_script(), encoding="utf-8", newline="\n")
    words = words_script(speech().words)
    (site / "assets" / "words.js").write_text(words, encoding="utf-8", newline="\n")
    shots = site / "shots"
    for name in sorted(set(files_of(night))):
        source = night.run.shots / Path(name).name
        if source.is_file():
            shots.mkdir(exist_ok=True)
            shutil.copyfile(source, shots / source.name)
    (site / MARKER).write_text("Built by Storewalk.\n", encoding="utf-8")


def _replace(site: Path, out: Path) -> None:
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(str(site), str(out))
