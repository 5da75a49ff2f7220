"""All outputs of a night, and the page that lists them."""

from collections.abc import Sequence
from pathlib import Path

from crawler.config.model import ReportConfig
from reports.language import N_
from reports.model.downloads import Download, DownloadsPage
from reports.model.pages import ReportModel
from reports.outputs.badge import badge_files
from reports.outputs.base import Output, listed
from reports.outputs.bundle import fits, packed_too, write_bundle
from reports.outputs.csv import csv_files
from reports.outputs.feed import feed_file
from reports.outputs.hyper import hyper_file
from reports.outputs.json import json_files
from reports.outputs.page import bundle_note, downloads_page, large_note, no_bundle_note
from reports.outputs.parquet import parquet_files
from reports.outputs.xlsx import xlsx_file

OUTPUTS: tuple[Output, ...] = (
    xlsx_file, csv_files, json_files, parquet_files, hyper_file, feed_file, badge_files,
)  # fmt: skip
"""In the order of the Downloads page."""


def write_outputs(
    report: ReportModel, folder: Path, settings: ReportConfig
) -> tuple[Download, ...]:
    """Write everything but the bundle below `folder`, which will be the root of the site."""
    return tuple(file for output in OUTPUTS for file in output(report, folder, settings))


def page_in_bundle(
    report: ReportModel, downloads: Sequence[Download], settings: ReportConfig
) -> DownloadsPage:
    """The Downloads page as the bundle has it: without the bundle, and what that leaves out."""
    packed = packed_too(downloads)
    left_out = bundle_note([file for file in downloads if file not in packed])
    notes = (*large_note(len(report.findings)), *([left_out] if left_out else []))
    return downloads_page(report, packed, settings, notes)


def page_with_bundle(
    report: ReportModel,
    downloads: Sequence[Download],
    settings: ReportConfig,
    site: Path,
    work: Path,
) -> DownloadsPage:
    """Pack the site that is complete but for this: its Downloads page. `work` is another folder."""
    packed = packed_too(downloads)
    left_out = [file for file in downloads if file not in packed]
    names = [file.file for file in left_out]
    notes = large_note(len(report.findings))
    wanted = fits(site, names) if settings.bundle is None else settings.bundle
    if not wanted:
        return downloads_page(report, downloads, settings, (*notes, no_bundle_note(settings)))
    file = f"downloads/storewalk-{report.shell.run[:10]}.zip"
    packing = work / Path(file).name
    write_bundle(site, packing, names)
    packing.rename(site / file)
    what = N_("This report as one file, to send by mail or to keep")
    bundle = listed(site, file, what, "everything", note=bundle_note(left_out))
    return downloads_page(report, (*downloads, bundle), settings, notes)
