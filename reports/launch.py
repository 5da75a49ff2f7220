"""Builds the report of a launch: a small site of its own beside the nightly one."""

import shutil
import tempfile
from pathlib import Path

from crawler.config.model import ReportConfig
from crawler.records.launch import LaunchFacts
from reports.build import MARKER, guard_folder, move_into_place, require_links, write_pages_of
from reports.language import _, speaking
from reports.language.speech import speech_of
from reports.model.launch.build import all_differences, home_page, kind_pages, launch_shell
from reports.model.launch.lists import added_page, looked_for_page, map_page
from reports.model.launch.screens import files_of, screens_page
from reports.outputs.launch import write_files, write_junit
from reports.site.write import SitePage

__all__ = ["build_launch", "guard", "write_junit"]


def guard(out: Path) -> None:
    """Raises StorewalkError when the folder holds something that Storewalk did not build."""
    guard_folder(out.resolve())


def build_launch(facts: LaunchFacts, shots: Path, report: ReportConfig, out: Path) -> Path:
    """Build the site into `out`, replacing what an earlier build left there; returns its index.

    `shots` holds the pictures of staging's run. Raises StorewalkError as `build_site` does.
    """
    out = out.resolve()
    guard_folder(out)
    with (
        speaking(speech_of(report.language, report.catalogue)),
        tempfile.TemporaryDirectory(prefix="storewalk-") as name,
    ):
        work, site, files = (Path(name) / part for part in ("work", "site", "files"))
        there = {file for file in files_of(facts) if (shots / file).is_file()}
        downloads = write_files(facts, files, report)
        pages = (
            SitePage("index.html", "launch/home.html", _("Launch"), home_page(facts)),
            SitePage("differences.html", "launch/kind.html", _("All differences"),
                     all_differences(facts)),
            *(SitePage(f"kinds/{kind.value}.html", "launch/kind.html", page.title, page)
              for kind, page in kind_pages(facts)),
            SitePage("screens.html", "launch/screens.html", _("Phone"),
                     screens_page(facts, there)),
            SitePage("added.html", "launch/list.html", _("New pages"), added_page(facts)),
            *([SitePage("map.html", "launch/list.html", _("Redirect map"), map_page(facts))]
              if facts.map_file else []),
            SitePage("looked-for.html", "launch/list.html", _("What was looked for"),
                     looked_for_page(facts)),
            SitePage("downloads.html", "downloads.html", _("Downloads"), downloads),
        )  # fmt: skip
        write_pages_of(pages, launch_shell(facts, report.title), work, site, report)
        shutil.copytree(files, site, dirs_exist_ok=True)
        for file in sorted(there):
            (site / "shots").mkdir(exist_ok=True)
            shutil.copyfile(shots / file, site / "shots" / file)
        (site / MARKER).write_text("Built by Storewalk.\n", encoding="utf-8")
        require_links(site)
        move_into_place(site, out)
    return out / "index.html"
