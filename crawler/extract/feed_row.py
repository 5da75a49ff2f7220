"""What the readers of feeds share: the bytes, a row as written, and what is wrong with a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

_MOST_FAULTS = 20


class Stream(Protocol):
    """Where the bytes come from."""

    def chunks(self) -> Iterator[bytes]:
        """All bytes, in pieces."""


@dataclass(slots=True)
class Row:
    """One row as written: names in lower case, without a prefix such as g:."""

    line: int
    values: dict[str, str]


@dataclass(slots=True)
class Notes:
    """What a reader has to say of the file beside its rows."""

    kind: str = ""
    error: str = ""
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str) -> None:
        """Keep the first few places that could not be read."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(text)
