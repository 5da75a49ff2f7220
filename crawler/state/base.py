"""What a store is: it gives the whole state at once and takes it back if nobody else wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from crawler.errors import StorewalkError

Files = dict[str, bytes]
"""Content by name. Names are relative with `/`; see `files.belongs`."""


class StateError(StorewalkError):
    """The state could not be read from its store or brought there. The local files are whole."""

    exit_code = 2


class Unreachable(StateError):  # noqa: N818 - a state of the store
    """The store did not answer, or not as one that is well. Worth another try."""


class Moved(Exception):  # noqa: N818 - no fault: somebody else was faster
    """The store did not take the state this time; the text tells why. Load and save anew."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something damaged that was met on the way, and what was done about it."""

    file: str
    line: int
    """From 1; 0 when it is not about a line."""
    problem: str
    """Goes behind `file:line: `."""
    taken: str
    """What counts instead."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.problem}; {self.taken}"


@dataclass(frozen=True, slots=True)
class Stored:
    """The state as a store has it."""

    files: Files
    version: str
    """What `save` compares: a commit, an ETag, a digest, ids. Only its store understands it."""
    notes: tuple[Note, ...] = ()
    """What the store itself had to leave out."""


class Store(Protocol):
    """A place for the state. Both verbs raise StateError for what a person must mend."""

    @property
    def name(self) -> str:
        """As the user wrote it, without secrets: git:storewalk-data."""
        ...

    def load(self) -> Stored | None:
        """The state now; None when there is none yet: a first night. Raises Moved."""
        ...

    def save(self, files: Files, before: Stored | None, message: str) -> None:
        """Replace the state that was loaded as `before`. `message` is the run's id.

        Raises Moved when somebody else wrote since then; nothing has changed in that case.
        """
        ...

    def earlier(self, file: str) -> Iterator[tuple[str, bytes]]:
        """Older contents of one file, newest first, each with the words for where it is from.

        Nothing for stores that keep only the last state.
        """
        ...
