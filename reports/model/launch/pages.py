"""The dataclasses of the launch report: exactly what its templates may use."""

from dataclasses import dataclass, field

from reports.model.parts import Item, Table, Tile, told
from reports.model.phone.pages import Shot


@dataclass(frozen=True, slots=True)
class LaunchHome:
    """index.html"""

    sentence: str = field(metadata=told("Whether to launch, in one sentence."))
    lead: str = field(metadata=told("What was compared."))
    tone: str = field(metadata=told("error, warning or good."))
    tiles: tuple[Tile, ...] = field(metadata=told("The numbers, each a link."))
    kinds: Table = field(metadata=told("What differs, one kind a row."))
    switch: tuple[Item, ...] = field(
        metadata=told("What is right on staging and must be changed at the launch.")
    )
    switch_empty: str = field(metadata=told("Sentence when there is nothing of the kind."))
    seen: tuple[Item, ...] = field(metadata=told("What was compared, and what was not."))


@dataclass(frozen=True, slots=True)
class LaunchKindPage:
    """kinds/<kind>.html, and differences.html with all kinds."""

    title: str = field(metadata=told("What is wrong."))
    severity: str = field(metadata=told("error, warning or notice; empty for all kinds."))
    why: str = field(metadata=told("Why it is as grave as that."))
    words: dict[str, tuple[str, str]] = field(metadata=told("Severities in words, for tags."))
    rows: Table = field(metadata=told("The differences."))


@dataclass(frozen=True, slots=True)
class ScreenPair:
    """One page on the same phone, live and on staging."""

    url: str = field(metadata=told("Address on live."))
    sentence: str = field(metadata=told("How much of it differs."))
    speed: str = field(metadata=told("How soon it appears on both sides; empty: not measured."))
    before: Shot = field(metadata=told("Live."))
    after: Shot = field(metadata=told("Staging."))
    difference: Shot = field(metadata=told("What differs, in red."))


@dataclass(frozen=True, slots=True)
class LaunchScreensPage:
    """screens.html"""

    sentence: str = field(metadata=told("How many pages look different."))
    screens: tuple[ScreenPair, ...] = field(metadata=told("Most changed first."))
    left_out: int = field(metadata=told("Changed pages whose pictures are not shown."))
    compared: Table = field(metadata=told("Every page that was compared."))


@dataclass(frozen=True, slots=True)
class LaunchListPage:
    """map.html, added.html and looked-for.html: a sentence and a table."""

    title: str = field(metadata=told("Heading."))
    sentence: str = field(metadata=told("What the table says in all."))
    rows: Table = field(metadata=told("The table."))
