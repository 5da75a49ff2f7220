"""The Downloads page, told from what was written."""

from collections.abc import Sequence
from dataclasses import replace

from crawler.config.model import ReportConfig
from reports.language import N_, _, formats, number
from reports.model.downloads import Download, DownloadGroup, DownloadsPage, Group, Snippet
from reports.model.pages import ReportModel
from reports.outputs.badge import badge_of
from reports.outputs.base import HUGE_ROWS, LARGE_ROWS
from reports.outputs.bundle import FILE_BYTES, SITE_BYTES

GROUPS: tuple[tuple[Group, str, str], ...] = (
    ("sheets", N_("Spreadsheets"), N_("For Excel, LibreOffice and Google Sheets.")),
    ("programs", N_("For programs"),
     N_("For dashboards, databases and notebooks. Keys are the same in every language.")),
    ("feeds", N_("Feeds and badges"), N_("For a feed reader, a chat, a wiki or a README.")),
    ("everything", N_("Everything"),
     N_("The whole report in one file. Unpack it and open index.html.")),
)  # fmt: skip


def downloads_page(
    report: ReportModel,
    downloads: Sequence[Download],
    settings: ReportConfig,
    notes: Sequence[str] = (),
) -> DownloadsPage:
    """The page for these files; `notes` tell what is not among them."""
    label, message, _colour = badge_of(report)
    files = [_with_formula(download, settings) for download in downloads]
    return DownloadsPage(
        lead=_("The same numbers as on the pages, to take away. In CSV files, text that a "
               "spreadsheet would run as a formula has an apostrophe before it."),
        groups=tuple(
            DownloadGroup(_(title), _(what), chosen)
            for group, title, what in GROUPS
            if (chosen := tuple(file for file in files if file.group == group))
        ),
        badge="badge/health.svg",
        badge_alt=f"{label}: {message}",
        snippets=_snippets(settings.site_url, label),
        notes=tuple(notes),
    )  # fmt: skip


def _with_formula(download: Download, settings: ReportConfig) -> Download:
    if not settings.site_url or not download.file.endswith(".csv"):
        return download
    # Where Excel wants semicolons in files, formulas want them, too.
    delimiter = '; ";"' if settings.csv_delimiter == ";" else ""
    formula = f'=IMPORTDATA("{settings.site_url}{download.file}"{delimiter})'
    return replace(download, formula=formula)


def _snippets(site_url: str | None, alt: str) -> tuple[Snippet, ...]:
    root = site_url or _("https://address-of-this-site/")
    picture = f"{root}badge/health.svg"
    return (
        Snippet(_("Markdown"), f"[![{alt}]({picture})]({root})"),
        Snippet(_("HTML"), f'<a href="{root}"><img src="{picture}" alt="{alt}"></a>'),
        Snippet(_("shields.io"), f"https://img.shields.io/endpoint?url={root}badge/health.json"),
    )


def large_note(findings: int) -> tuple[str, ...]:
    """Which files of findings are not there, and why; nothing when all are."""
    if findings <= LARGE_ROWS:
        return ()
    text = _(
        "With more than {limit} findings there is no findings.json, and findings.csv is packed: "
        "findings.parquet holds the same rows in a fraction of the space."
    )
    limit = LARGE_ROWS
    if findings > HUGE_ROWS:
        limit = HUGE_ROWS
        text = _(
            "With more than {limit} findings there is no findings.csv and no findings.json: "
            "findings.parquet holds all rows in a fraction of the space, and the pages of the "
            "checks export what they show."
        )
    return (text.format(limit=number(limit)),)


def bundle_note(left_out: Sequence[Download]) -> str:
    """What a bundle does not hold."""
    if not left_out:
        return ""
    text = _("Without {files}: downloads above {limit} are not packed.")
    names = ", ".join(download.file.rpartition("/")[2] for download in left_out)
    return text.format(files=names, limit=formats.size(FILE_BYTES))


def no_bundle_note(settings: ReportConfig) -> str:
    """Why there is no bundle."""
    if settings.bundle is False:
        return _("The report is not packed into one file, because report.bundle is false.")
    text = _(
        "The report is not packed into one file, because it is larger than {limit}. To have it "
        "packed all the same, set report.bundle: true."
    )
    return text.format(limit=formats.size(SITE_BYTES))
