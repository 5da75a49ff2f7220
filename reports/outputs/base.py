"""What every output is: columns with a name and a kind, and files written from the model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from crawler.config.model import ReportConfig
from reports.language import _
from reports.model.downloads import Download, Group
from reports.model.pages import ReportModel

LARGE_ROWS = 50_000
"""With more findings, findings.csv is packed, findings.json is left to Parquet and the workbook
holds fewer. So many are 14 MB of CSV and 24 MB of JSON (measured 2026-11-30), in a site that should
stay below 60 MB in all."""
HUGE_ROWS = 250_000
"""With more rows a table is in Parquet only: half a million findings are 11 MB there, and 17 MB as
packed CSV, which no spreadsheet opens."""

Kind = Literal["text", "whole", "number", "money", "date", "yes_no"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of an export."""

    name: str
    """Key in CSV, JSON and Parquet; the same in every language."""
    label: str
    """Heading in the workbook; goes through the catalogue."""
    help: str
    """What it means, in one line; goes through the catalogue."""
    kind: Kind = "text"
    """Only text is guarded against formulas. `whole` is an integer, `number` and `money` are exact
    decimals, `date` is an ISO day."""
    currency: str = ""
    """Of money: the column with its ISO 4217 code."""

    @property
    def numeric(self) -> bool:
        """Whether a cell is a number, and must not be touched."""
        return self.kind in ("whole", "number", "money")


class Output(Protocol):
    """Writes one file or a few below the site's root."""

    def __call__(
        self, report: ReportModel, site: Path, settings: ReportConfig
    ) -> tuple[Download, ...]:
        """Write and say what was written."""
        ...


def listed(
    site: Path,
    file: str,
    what: str,
    group: Group,
    rows: int | None = None,
    *,
    columns: Sequence[Field] = (),
    schema: str = "",
    note: str = "",
) -> Download:
    """What the Downloads page says of a file that was written."""
    return Download(
        file=file,
        what=_(what),
        group=group,
        rows=rows,
        size_bytes=(site / file).stat().st_size,
        schema=schema,
        columns=tuple((field.name, _(field.help)) for field in columns),
        note=note,
    )


def place(site: Path, file: str) -> Path:
    """The path of a file below the site, with its folder made."""
    path = site / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def value_of(row: Any, field: Field) -> Any:
    """The value of a row's cell as JSON types. None: not known."""
    value = row.get(field.name)
    return None if value == "" and field.kind != "text" else value


def utf8(text: str) -> str:
    """The text without lone surrogates, which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def xml_text(text: str) -> str:
    """The text with a replacement character for what XML 1.0 forbids: section 2.2, Char."""
    return text if text.isascii() and text.isprintable() else _NOT_XML.sub("\ufffd", text)
