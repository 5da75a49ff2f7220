"""The pieces that pages are made of: tables, charts, tiles, tags."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Generic, TypeVar, overload

from reports.language import N_

Row = Mapping[str, Any]
"""A table row: column name to JSON value. Names that no column shows are companions."""


T = TypeVar("T")


class LazyRows(Sequence[Row], Generic[T]):
    """A row for each item, made when it is asked for.

    Half a million rows kept at once are 240 MB, and whoever reads them does so once, in order.
    """

    def __init__(self, items: Sequence[T], make: Callable[[T], Row]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Row]:
        return map(self._make, self._items)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self._make(item) for item in self._items[place]]
        return self._make(self._items[place])


def told(text: str) -> dict[str, str]:
    """Metadata of a dataclass field: the help text that template authors read."""
    return {"help": text}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str = field(metadata=told("Key in the rows."))
    label: str = field(metadata=told("Heading."))
    kind: str = field(
        metadata=told(
            "How a cell is shown: text, label, number, count, percent, delta, gain, money, tag, "
            "check, page, product, offer, evidence, link, url, spark or places."
        ),
        default="text",
    )
    facet: bool = field(metadata=told("Whether readers can filter by its values."), default=False)
    words: Mapping[str, tuple[str, str]] = field(
        metadata=told(
            "For tags, labels and checks: value to (label, tone). Empty: the value is its own "
            "label."
        ),
        default_factory=dict,
    )
    with_column: str = field(
        metadata=told("Companion column: the currency of money, the page hash of a page link."),
        default="",
    )
    help: str = field(
        metadata=told("Explains the heading; empty when it explains itself."), default=""
    )
    wide: bool = field(metadata=told("Whether the text needs room."), default=False)
    hidden: bool = field(metadata=told("Whether it is only there to filter by."), default=False)
    pick: bool = field(metadata=told("Whether readers can choose it among others."), default=False)
    foreign: bool = field(
        metadata=told("Whether its texts are English in every language, as the checks' are."),
        default=False,
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is readable without scripts and sortable with them."""

    id: str = field(metadata=told("Name of the table on its page and of its data file."))
    caption: str = field(metadata=told("What one row is."))
    columns: tuple[Column, ...] = field(metadata=told("In the order shown."))
    rows: Sequence[Row] = field(metadata=told("Every row, in the order shown first."))
    empty: str = field(metadata=told("Sentence to show when there is no row."))
    export: str = field(
        metadata=told("File name of the filtered CSV, without its ending."), default="rows"
    )
    shown: int = field(metadata=told("How many rows are written into the page itself."), default=50)

    @property
    def total(self) -> int:
        """Number of rows in all."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers, with the numbers."""

    id: str = field(metadata=told("Name of the chart and of its data file."))
    title: str = field(metadata=told("What is drawn."))
    conclusion: str = field(metadata=told("One sentence: what the picture shows tonight."))
    svg: str = field(metadata=told("The drawing; safe markup made by us."))
    headings: tuple[str, ...] = field(metadata=told("Headings of the data table beside it."))
    rows: tuple[tuple[str, ...], ...] = field(metadata=told("Cells of the data table beside it."))
    spec: Mapping[str, Any] = field(
        metadata=told("Vega-Lite specification for the Explore button.")
    )
    nights: bool = field(
        metadata=told("Whether it goes from night to night, so that its end matters most."),
        default=False,
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its name."""

    label: str = field(metadata=told("What is counted."))
    value: str = field(metadata=told("The number as text; a dash where it is unknown."))
    note: str = field(metadata=told("What it is compared with; may be empty."), default="")
    href: str = field(
        metadata=told("Where the rows behind the number are; may be empty."), default=""
    )
    tone: str = field(metadata=told("error, warning, notice, good, accent or empty."), default="")
    delta: int | None = field(
        metadata=told("Change since the last run. None: nothing to compare."), default=None
    )
    less_is_better: bool = field(
        metadata=told("Whether a fall of the number is good news."), default=True
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: a sentence, a detail, and where to read on."""

    text: str = field(metadata=told("The sentence."))
    detail: str = field(metadata=told("Smaller print below it; may be empty."), default="")
    href: str = field(metadata=told("Page of this site; may be empty."), default="")
    tone: str = field(metadata=told("error, warning, notice, good or empty."), default="")
    count: int | None = field(metadata=told("A number to show beside it."), default=None)
    unit: str = field(metadata=told("What the number counts."), default="")
    fix: str = field(
        metadata=told("First step of the mend, in one sentence; may be empty."), default=""
    )
    note: str = field(metadata=told("A short text to show beside it; may be empty."), default="")
    quote: str = field(
        metadata=told("What a check said about one page: English in every language; may be empty."),
        default="",
    )
    foreign: bool = field(
        metadata=told("Whether the sentence is English in every language, as the checks' are."),
        default=False,
    )


SEVERITY_WORDS: Mapping[str, tuple[str, str]] = {
    "error": (N_("Error"), "error"),
    "warning": (N_("Warning"), "warning"),
    "notice": (N_("Notice"), "notice"),
}

STATE_WORDS: Mapping[str, tuple[str, str]] = {
    "new": (N_("New"), "error"),
    "reopened": (N_("Reopened"), "warning"),
    "fixed": (N_("Fixed"), "good"),
    "not_rechecked": (N_("Not rechecked"), "muted"),
    "gone": (N_("Gone"), "muted"),
    "retired": (N_("Retired"), "muted"),
    "persisting": (N_("Still open"), ""),
    "": (N_("Not compared"), "muted"),
}

PAGE_STATE_WORDS: Mapping[str, tuple[str, str]] = {
    "ok": (N_("OK"), "good"),
    "not_html": (N_("Not HTML"), "muted"),
    "redirect": (N_("Redirect"), "notice"),
    "error": (N_("Error answer"), "error"),
    "failed": (N_("No answer"), "error"),
    "blocked": (N_("Blocked"), "warning"),
    "same": (N_("As it was"), "good"),
    "robots": (N_("Kept out by robots.txt"), "muted"),
}


def plain(value: Any) -> Any:
    """The value as JSON types: dataclasses become dicts, tuples lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value
