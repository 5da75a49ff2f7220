"""Builds the whole report: the composition of model, outputs and site."""

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from reports.model.pages import Download, ReportModel
from reports.model.phone.pictures import files_of
from reports.model.products import product_details
from reports.outputs.csv import csv_files
from reports.outputs.json import json_files
from reports.outputs.xlsx import xlsx_file
from reports.site import mkdocs, shards
from reports.site.check import broken_links
from reports.site.folders import templates_folder
from reports.site.words import words_script
from reports.site.write import SitePage, site_pages, write_pages

MARKER = ".storewalk-site"
"""A folder with this file was built by Storewalk and may be replaced."""

OUTPUTS = (xlsx_file, csv_files, json_files)


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
    progress("Reading the run")
    language = speech_of(config.report.language, config.report.catalogue)
    with speaking(language), tempfile.TemporaryDirectory(prefix="storewalk-") as name:
        site = Path(name) / "site"
        work = Path(name) / "work"
        (work / "docs").mkdir(parents=True)
        downloads_folder = work / "downloads"
        downloads_folder.mkdir()
        model, night = build_model(run, history, config)
        progress("Writing the downloads")
        downloads = _downloads(model, downloads_folder)
        progress("Building the pages")
        pages = site_pages(model, downloads)
        _html(model, pages, work, site, config)
        shutil.copytree(downloads_folder, site / "downloads")
        progress("Writing the data")
        _data(night, pages, site)
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


def _downloads(model: ReportModel, folder: Path) -> tuple[Download, ...]:
    return tuple(download for output in OUTPUTS for download in output(model, folder))


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
    words = words_script(speech())
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
