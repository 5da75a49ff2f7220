"""downloads.html: every file that a team takes away, and what it needs to use it."""

from dataclasses import dataclass, field
from typing import Literal

from reports.model.parts import told

Group = Literal["sheets", "programs", "feeds", "everything"]


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away."""

    file: str = field(metadata=told("The file, from the site's root."))
    what: str = field(metadata=told("What is in it."))
    group: Group = field(metadata=told("sheets, programs, feeds or everything."))
    rows: int | None = field(metadata=told("Number of rows; None where it is not a table."))
    size_bytes: int = field(metadata=told("Size of the file."))
    schema: str = field(
        metadata=told("File that describes it, from the site's root; may be empty."), default=""
    )
    columns: tuple[tuple[str, str], ...] = field(
        metadata=told("Name and meaning of each column; empty where it is not a table."), default=()
    )
    note: str = field(metadata=told("What to know about it; may be empty."), default="")
    formula: str = field(
        metadata=told("A line for Google Sheets that reads it; empty without report.site_url."),
        default="",
    )


@dataclass(frozen=True, slots=True)
class DownloadGroup:
    """Files for the same use."""

    title: str = field(metadata=told("Heading."))
    what: str = field(metadata=told("What they are for, in a sentence."))
    files: tuple[Download, ...] = field(metadata=told("The files."))


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line to copy."""

    label: str = field(metadata=told("What it does."))
    code: str = field(metadata=told("The line itself."))


@dataclass(frozen=True, slots=True)
class DownloadsPage:
    """downloads.html"""

    lead: str = field(metadata=told("What there is, in a sentence."))
    groups: tuple[DownloadGroup, ...] = field(metadata=told("The files by use; none is empty."))
    badge: str = field(metadata=told("The badge's picture, from the site's root."))
    badge_alt: str = field(metadata=told("What the badge says."))
    snippets: tuple[Snippet, ...] = field(metadata=told("Lines that show the badge elsewhere."))
    notes: tuple[str, ...] = field(metadata=told("What was left out, and why; may be empty."))
