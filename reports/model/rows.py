"""Tables of a run as plain tuples: half a million of them have to fit into memory.

The records of `crawler.records` validate, which a table that Storewalk wrote needs no more, and
take three times the room.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from crawler.records import Change, ChangeKind, Finding, PagePlace, PriceChange, Severity
from reports.model.proof import shown

BATCH = 50_000
"""Rows of a table that are Python values and Arrow arrays at the same time."""

RANK = {severity: severity.rank for severity in Severity}
SEVERITY_NAMES = {severity: severity.value for severity in Severity}
"""Looked up: asking an enumeration for its value takes ten times as long."""


class Found(NamedTuple):
    """A finding of the run; the fields are those of `crawler.records.Finding`."""

    id: str
    check: str
    severity: Severity
    site: str
    subject: str
    url: str
    kind: str
    about: str
    message: str
    evidence_json: str
    shown: str
    """The evidence on one line, as tables and downloads have it."""
    selector: str
    count: int  # type: ignore[assignment]  # tuple's method of that name is not needed
    cause: str
    template: str

    @property
    def evidence(self) -> dict[str, Any]:
        """Read anew each time: hardly a finding is asked for more than what is `shown`."""
        return evidence_of(self.evidence_json)

    def has(self, name: str) -> bool:
        """Whether the evidence may have an entry of this name; False is sure, and quick."""
        return f'"{name}"' in self.evidence_json

    @classmethod
    def of(cls, finding: Finding) -> "Found":
        """The same out of a record."""
        values = {
            name: getattr(finding, name)
            for name in cls._fields
            if name not in ("evidence_json", "shown")
        }
        return cls(
            **values, evidence_json=json.dumps(finding.evidence), shown=shown(finding.evidence)
        )


def evidence_of(text: str) -> dict[str, Any]:
    """Evidence as a table has it, as names and values."""
    evidence: dict[str, Any] = orjson.loads(text) if text else {}
    return evidence


class Moved(NamedTuple):
    """What happened to a finding; the fields are those of `crawler.records.Change`."""

    kind: ChangeKind
    id: str
    check: str
    severity: Severity
    site: str
    url: str
    about: str
    message: str
    """Empty for what was there before and still is: the finding has it."""
    first_seen: str
    times_seen: int

    @classmethod
    def of(cls, change: Change) -> "Moved":
        """The same out of a record."""
        return cls(**{name: getattr(change, name) for name in cls._fields})


@dataclass(frozen=True, slots=True)
class Diff:
    """What is different from the last run; see `crawler.records.RunDiff`."""

    previous: str | None
    trusted: bool
    changes: tuple[Moved, ...]
    prices: tuple[PriceChange, ...]


class Place(NamedTuple):
    """Where a page stands; the fields are those of `crawler.records.PagePlace`."""

    site: str
    url: str
    template: str
    depth: int | None
    before: str | None
    links_in: int
    value: float


_SAME = frozenset({
    "check", "severity", "site", "subject", "url", "kind", "selector", "cause", "template",
    "before", "first_seen", "last_seen",
})  # fmt: skip
"""Columns whose values come again and again, and are kept once."""


def read_findings(path: Path, share: dict[str, str]) -> Iterator[Found]:
    """Every finding of findings.parquet; `share` keeps equal texts once, across tables."""
    names = {"evidence_json": "evidence", "shown": "evidence"}
    at = Found._fields.index("shown")
    for columns in _columns(path, Found, Finding, share, names, {"severity": Severity}):
        columns[at] = [shown(evidence_of(text)) for text in columns[at]]
        yield from map(Found, *columns)


def read_changes(path: Path, share: dict[str, str]) -> Iterator[Moved]:
    """Every change of changes.parquet."""
    kinds = {"kind": ChangeKind, "severity": Severity}
    about, message, name = map(Moved._fields.index, ("about", "message", "id"))
    for columns in _columns(path, Moved, Change, share, {}, kinds):
        stays = [kind is ChangeKind.PERSISTING for kind in columns[0]]
        for at in (about, message):
            columns[at] = [
                "" if stay else text for stay, text in zip(stays, columns[at], strict=True)
            ]
        columns[name] = [share.get(one, one) for one in columns[name]]
        yield from map(Moved, *columns)


def read_places(path: Path, share: dict[str, str]) -> Iterator[Place]:
    """Every place of places.parquet."""
    for columns in _columns(path, Place, PagePlace, share, {}, {}):
        yield from map(Place, *columns)


def _columns(
    path: Path,
    kind: Any,
    record: Any,
    share: dict[str, str],
    names: Mapping[str, str],
    enums: Mapping[str, Callable[[str], Any]],
) -> Iterator[list[list[Any]]]:
    """The fields of `kind` as lists, BATCH rows at a time.

    `names` are columns that are called otherwise; one that an older table has not holds the
    record's default.
    """
    if not path.exists():
        return
    import pyarrow.parquet as pq  # noqa: PLC0415 - as in crawler/records/codec.py

    with pq.ParquetFile(path) as file:
        known = set(file.schema_arrow.names)
        wanted = [names.get(name, name) for name in kind._fields]
        for batch in file.iter_batches(BATCH, columns=[name for name in wanted if name in known]):
            yield [
                _column(batch, name, share, enums.get(name)) if name in known
                else [_default(record, name)] * batch.num_rows
                for name in wanted
            ]  # fmt: skip


def _column(
    batch: Any, name: str, share: dict[str, str], enum: Callable[[str], Any] | None
) -> list[Any]:
    column = batch.column(batch.schema.get_field_index(name))
    if name not in _SAME:
        values: list[Any] = column.to_pylist()
        return values
    encoded = column.dictionary_encode()
    once = [
        None if value is None else enum(value) if enum else share.setdefault(value, value)
        for value in encoded.dictionary.to_pylist()
    ]
    places = encoded.indices.to_pylist()
    return [None if place is None else once[place] for place in places]


def _default(record: Any, name: str) -> Any:
    value = record.model_fields[name].get_default(call_default_factory=True)
    return json.dumps(value) if isinstance(value, (dict, list)) else value
