"""The state in a folder that others can reach too: a shared drive, a stick, a mounted bucket."""

import hashlib
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from crawler.state.base import Files, Moved, StateError, Stored
from crawler.state.files import MATCHES, Places, read, write

LOCK = ".storewalk-lock"
STALE_AFTER = timedelta(minutes=15)
"""A lock older than this was left by a run that was killed. A copy takes seconds; our own limit."""


class FolderStore:
    """Any path. Two runs at once wait for each other, and the later one merges."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places = Places(folder, folder / MATCHES)

    @property
    def name(self) -> str:
        """folder:PATH."""
        return f"folder:{self.folder}"

    def load(self) -> Stored | None:
        """The files, read twice over if somebody writes meanwhile; None without any."""
        try:
            self._nobody_writes()
            files = read(self._places)
            self._nobody_writes()
            again = read(self._places)
        except OSError as error:
            raise self._unreachable(error) from None
        if digest(files) != digest(again):
            raise Moved("another run is writing into the folder")
        return Stored(files, digest(files)) if files else None

    def save(self, files: Files, before: Stored | None, message: str) -> None:
        """Copy what changed, each file in one step, while the lock is ours."""
        del message  # a folder keeps no history to name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                if digest(read(self._places)) != (before.version if before else digest({})):
                    raise Moved("another run has written into the folder since")
                write(self._places, files)
        except OSError as error:
            raise self._unreachable(error) from None

    def earlier(self, file: str) -> Iterator[tuple[str, bytes]]:
        """Nothing: a folder keeps the last state only."""
        del file
        yield from ()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = self.folder / LOCK
        self._nobody_writes(take_away=True)
        mine = json.dumps(
            {
                "since": datetime.now(UTC).isoformat(),
                "host": socket.gethostname(),
                "id": uuid4().hex,
            }
        ).encode()
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            raise Moved("another run is writing into the folder") from None
        with os.fdopen(handle, "wb") as file:
            file.write(mine)
        try:
            yield
        finally:
            if lock.exists() and lock.read_bytes() == mine:
                lock.unlink()

    def _nobody_writes(self, *, take_away: bool = False) -> None:
        """Raises Moved while a lock holds. One that is too old is taken away by who writes next."""
        lock = self.folder / LOCK
        try:
            text = lock.read_bytes()
        except FileNotFoundError:
            return
        since, host = _about(text, lock)
        if datetime.now(UTC) - since < STALE_AFTER:
            raise Moved(f"a run on {host} is writing into the folder since {since:%H:%M:%S} UTC")
        if take_away:
            aside = lock.with_name(f"{LOCK}.{uuid4().hex}")
            lock.rename(aside)  # only one of two that find it old succeeds
            aside.unlink()

    def _unreachable(self, error: OSError) -> StateError:
        return StateError(
            f"the folder cannot be used: {error.strerror or error}", where=self.name,
            hint="Is the drive mounted, and may you write there?",
        )  # fmt: skip


def digest(files: Files) -> str:
    """Of names and contents."""
    found = hashlib.blake2b(digest_size=16)
    for name, data in sorted(files.items()):
        found.update(f"{name}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()


def _about(text: bytes, lock: Path) -> tuple[datetime, str]:
    """Since when, and which machine. A lock that is just being written has no text yet."""
    try:
        said = json.loads(text)
        return datetime.fromisoformat(said["since"]), str(said["host"])
    except (ValueError, KeyError, TypeError):
        return datetime.fromtimestamp(lock.stat().st_mtime, UTC), "another machine"
