"""Files of the launch report: CSV for spreadsheets, JSON for programs, JUnit for a pipeline."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from crawler.config.model import ReportConfig
from crawler.records import Severity
from crawler.records.launch import Difference, LaunchFacts
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchKind
from reports.language import N_, _
from reports.model.downloads import Download, DownloadGroup, DownloadsPage
from reports.model.launch.words import said
from reports.outputs.base import Field, listed, place, utf8, xml_text
from reports.outputs.csv import write_csv

DIFFERENCES = (
    Field("severity", N_("Severity"), N_("error, warning or notice")),
    Field("kind", N_("Kind"), N_("What differs; the same word in every language")),
    Field("live", N_("On live"), N_("Address of the live page; empty when there is none")),
    Field("staging", N_("On staging"), N_("Address on staging; empty when there is none")),
    Field("about", N_("About"), N_("What of the page: a property, a check, a line of the map")),
    Field("was", N_("Live says"), N_("What stands on live; empty when nothing does")),
    Field("now", N_("Staging says"), N_("What stands on staging; empty when nothing does")),
    Field("pages", N_("Pages"), N_("How many pages have it"), "whole"),
)

MAP_LINES = (
    Field("line", N_("Line"), N_("Line in the file, from 1 with the heading"), "whole"),
    Field("source", N_("From"), N_("The old path")),
    Field("target", N_("To"), N_("The path that it should lead to")),
    Field("status", N_("Answer"), N_("First answer of staging; empty when it was not seen"),
          "whole"),
    Field("steps", N_("Steps"), N_("Redirects until a page answers"), "whole"),
    Field("ended", N_("Leads to"), N_("Where it really leads; empty when nowhere")),
    Field("faults", N_("What is wrong"), N_("Kinds of differences; empty when it works")),
)  # fmt: skip

ADDED = (Field("staging", N_("On staging"), N_("Address of a page that is on staging alone")),)


def write_files(facts: LaunchFacts, site: Path, settings: ReportConfig) -> DownloadsPage:
    """Write the downloads and the page that lists them."""
    sheets = [
        _sheet(site, "differences.csv", N_("Every difference"), DIFFERENCES,
               [one.model_dump(mode="json") for one in facts.differences], settings),
        _sheet(site, "new-pages.csv", N_("Pages that are on staging alone"), ADDED,
               [{"staging": url} for url in facts.added], settings),
    ]  # fmt: skip
    if facts.map_file:
        rows = [
            {**line.model_dump(mode="json"), "faults": " ".join(line.faults)}
            for line in facts.map_lines
        ]
        what = N_("Every line of the redirect map, tested")
        sheets.append(_sheet(site, "redirect-map.csv", what, MAP_LINES, rows, settings))
    path = place(site, "downloads/launch.json")
    path.write_text(facts.model_dump_json(indent=2), encoding="utf-8", newline="\n")
    whole = listed(site, "downloads/launch.json", N_("All of it, with pictures by name"),
                   "programs")  # fmt: skip
    return DownloadsPage(
        lead=_("The same numbers as on the pages, to take away. In CSV files, text that a "
               "spreadsheet would run as a formula has an apostrophe before it."),
        groups=(
            DownloadGroup(_("Spreadsheets"), _("For Excel, LibreOffice and Google Sheets."),
                          tuple(sheets)),
            DownloadGroup(_("For programs"), _("For a pipeline, or a comparison of comparisons."),
                          (whole,)),
        ),
        badge="", badge_alt="", snippets=(), notes=(),
    )  # fmt: skip


def _sheet(
    site: Path,
    name: str,
    what: str,
    columns: tuple[Field, ...],
    rows: list[dict[str, object]],
    settings: ReportConfig,
) -> Download:
    file = f"downloads/{name}"
    number = write_csv(place(site, file), columns, rows, settings.csv_delimiter)
    return listed(site, file, what, "sheets", number, columns=columns)


def write_junit(facts: LaunchFacts, path: Path, fail_on: Severity) -> None:
    """JUnit XML: a suite for each kind of difference, a case for each difference.

    A case fails at or above `fail_on`; a lighter one passes and tells itself in its output. A kind
    without differences has one case, which passes, or is skipped where nobody looked. In English.
    """
    by_kind: dict[LaunchKind, list[Difference]] = {}
    for one in facts.differences:
        by_kind.setdefault(one.kind, []).append(one)
    root = ET.Element("testsuites", name="storewalk compare")
    for kind in LaunchKind:
        found = by_kind.get(kind, [])
        suite = ET.SubElement(root, "testsuite", name=kind.value)
        if found:
            _cases(suite, found, fail_on)
        else:
            case = ET.SubElement(suite, "testcase", classname=kind.value, name="none")
            if kind in facts.unlooked:
                ET.SubElement(case, "skipped", message="nobody looked for it")
        _count(suite, [suite])
    _count(root, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _cases(suite: ET.Element, found: list[Difference], fail_on: Severity) -> None:
    for one in found:
        name = " ".join(part for part in (one.live or one.staging, one.about) if part)
        case = ET.SubElement(suite, "testcase", classname=one.kind.value, name=_xml(name))
        title = LAUNCH_CARDS[one.kind].title
        if one.severity.rank <= fail_on.rank:
            told = ET.SubElement(case, "failure", type=one.severity.value, message=_xml(title))
        else:
            told = ET.SubElement(case, "system-out")
        told.text = _xml("\n".join(_lines(one, title)))


def _lines(one: Difference, title: str) -> Iterable[str]:
    yield f"{one.severity}: {title}"
    for name, value in (
        ("live", one.live), ("staging", one.staging), ("about", one.about),
        ("live says", said(one.kind, one.was)), ("staging says", said(one.kind, one.now)),
    ):  # fmt: skip
        if value:
            yield f"{name}: {value}"
    yield LAUNCH_CARDS[one.kind].why


def _count(element: ET.Element, suites: Iterable[ET.Element]) -> None:
    """Numbers of cases, failures and skipped cases, which readers of the format show."""
    suites = list(suites)
    for name, wanted in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        number = sum(sum(1 for _found in suite.iter(wanted)) for suite in suites)
        element.set(name, str(number))
    element.set("errors", "0")


def _xml(text: str) -> str:
    return xml_text(utf8(text))
