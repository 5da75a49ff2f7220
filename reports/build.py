"""Builds the whole report: the composition of model, outputs and site."""

import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crawler.config.model import Config, ReportConfig
from crawler.errors import StorewalkError
from crawler.records import RunDir
from reports.charts.vega import vega_script
from reports.folders import templates_folder
from reports.language import speaking, speech
from reports.language.speech import speech_of
from reports.model.build import build_model
from reports.model.explorer import url_details
from reports.model.night import Night
from reports.model.pages import ReportModel
from reports.model.phone.pictures import files_of
from reports.model.prices.products import product_details
from reports.model.shell import NavLink, Shell
from reports.outputs.all import page_in_bundle, page_with_bundle, write_outputs
from reports.outputs.hyper import hyper_ready
from reports.site import mkdocs, shards
from reports.site.check import broken_links
from reports.site.late import rewrite
from reports.site.words import words_script
from reports.site.write import SitePage, site_pages, write_pages

MARKER = ".storewalk-site"
"""A folder with this file was built by Storewalk and may be replaced."""

SUMMARY_PDF = "downloads/summary.pdf"
"""The two sheets for management, when there is a browser to print them."""

Printer = Callable[[Path, Path], None]
"""Prints an HTML file to a PDF file. The command gives one: it knows the browser."""


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
    printer: Printer | None = None,
) -> SiteResult:
    """Build the site into `out`, replacing what an earlier build left there.

    `history` may be missing: a first night. `printer` makes the summary's PDF. Raises
    StorewalkError when `out` holds something that is no report, and RunDirError when the run or
    the history cannot be read.
    """
    started = time.monotonic()
    out = out.resolve()
    guard_folder(out)
    hyper_ready(config.report)
    language = speech_of(config.report.language, config.report.catalogue)
    with (
        _resting_collector(),
        speaking(language),
        tempfile.TemporaryDirectory(prefix="storewalk-") as name,
    ):
        site = Path(name) / "site"
        built = build_into(run, history, config, site, progress=progress, printer=printer)
        require_links(site)
        move_into_place(site, out)
    files = [path for path in out.rglob("*") if path.is_file()]
    return SiteResult(
        index=out / "index.html",
        pages=built.pages,
        bytes=sum(path.stat().st_size for path in files),
        seconds=round(time.monotonic() - started, 2),
        summary=built.model.summary,
    )


@contextmanager
def _resting_collector() -> Iterator[None]:
    """Python looks for no cycles meanwhile: among millions of tuples there are none, and looking
    takes a third of the time of reading them (7.4 against 5.0 s for 500,000 findings)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is not in its place yet."""

    model: ReportModel
    night: Night
    pages: int


def build_into(
    run: RunDir,
    history: Path,
    config: Config,
    site: Path,
    *,
    progress: Callable[[str], None],
    printer: Printer | None = None,
    shops: tuple[NavLink, ...] = (),
) -> Built:
    """Write a whole site, in the language spoken now, into a new folder beside a work folder.

    `shops` are links to the other shops of a group.
    """
    work = site.parent / "work"
    (work / "docs").mkdir(parents=True)
    outputs = work / "outputs"
    progress("Reading the run")
    model, night = build_model(
        run, history, config,
        pdf=SUMMARY_PDF if printer else "", shops=shops, spool=work / "pages",
    )  # fmt: skip
    progress("Writing the downloads")
    downloads = write_outputs(model, outputs, config.report)
    progress("Building the pages")
    pages = site_pages(model, page_in_bundle(model, downloads, config.report))
    write_pages_of(pages, model.shell, work, site, config.report)
    shutil.copytree(outputs, site, dirs_exist_ok=True)
    progress("Writing the data")
    _data(night, model, site)
    if printer is not None:
        progress("Printing the summary")
        printer(site / "summary.html", site / SUMMARY_PDF)
    last = page_with_bundle(model, downloads, config.report, site, work)
    page = next(page for page in pages if page.file == "downloads.html")
    rewrite(site, replace(page, view=last), model.shell)
    return Built(model, night, len(pages))


def require_links(site: Path) -> None:
    """Raises StorewalkError when a link of the site leads nowhere."""
    if broken := broken_links(site):
        raise StorewalkError(
            f"the report has {len(broken)} links that lead nowhere, first: {broken[0]}",
            hint="This is a fault in Storewalk: please report it.",
        )


def guard_folder(out: Path) -> None:
    """Raises StorewalkError when the folder holds something that Storewalk did not build."""
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        raise StorewalkError(
            "the folder for the report holds other files",
            where=str(out),
            hint="Name an empty folder, or one that Storewalk built before.",
        )


def write_pages_of(
    pages: tuple[SitePage, ...], shell: Shell, work: Path, site: Path, report: ReportConfig
) -> None:
    """The HTML of some pages, the data files of their tables and charts, and the assets.

    Data files of tables go through a side folder: MkDocs empties the site folder first.
    """
    (work / "docs").mkdir(parents=True, exist_ok=True)
    with shards.shelf(work / "shards") as to:
        parts = {
            (page.file, table.id): shards.write_table(to, page.file, table)
            for page in pages
            for table in page.tables
        }
        charts = [chart for page in pages for chart in page.charts]
        for chart in charts:
            shards.write_chart(to, chart.id, chart.spec)
    write_pages(work / "docs", shell, pages, parts)
    templates = templates_folder()
    settings = mkdocs.write_settings(work, site, templates, report.title)
    mkdocs.build_html(settings, templates)
    shutil.copytree(work / "shards", site, dirs_exist_ok=True)
    shutil.rmtree(site / "languages")  # beside the templates, and no part of the site
    (site / "glossary.md").unlink(missing_ok=True)
    if charts:
        (site / "assets" / "vega.js").write_text(vega_script(), encoding="utf-8", newline="\n")
    words = words_script(speech())
    (site / "assets" / "words.js").write_text(words, encoding="utf-8", newline="\n")


def _data(night: Night, model: ReportModel, site: Path) -> None:
    with shards.shelf(site) as to:
        shards.write_urls(to, url_details(night))
        shards.write_products(to, product_details(night))
        shards.write_search(to, model.search)
    shots = site / "shots"
    for name in sorted(set(files_of(night))):
        source = night.run.shots / Path(name).name
        if source.is_file():
            shots.mkdir(exist_ok=True)
            shutil.copyfile(source, shots / source.name)
    (site / MARKER).write_text("Built by Storewalk.\n", encoding="utf-8")


def move_into_place(site: Path, out: Path) -> None:
    """The new site instead of the old one."""
    if out.exists():
        shutil.rmtree(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(str(site), str(out))
