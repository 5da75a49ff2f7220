"""Progress for people: bars with rate and remaining time on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

PLAIN_EVERY_S = 15.0
"""Seconds between two lines of one task where there is no terminal."""


class Talk:
    """Says what is going on, on stderr."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._started: dict[str, float] = {}
        self._said: dict[str, float] = {}

    @property
    def terminal(self) -> bool:
        """Whether a person is watching."""
        return self._console.is_terminal and sys.stderr.isatty()

    def say(self, text: str) -> None:
        """One line."""
        self._console.print(text, markup=False, soft_wrap=True)

    @contextmanager
    def stage(self, title: str) -> Iterator[None]:
        """A stage of the run; bars that `update` makes live until it ends."""
        started = time.monotonic()
        self._tasks, self._started, self._said = {}, {}, {}
        if self.terminal:
            self.say(title)
            columns = (
                TextColumn("  {task.description}"),
                BarColumn(bar_width=24),
                TextColumn("{task.completed:.0f}/{task.total:.0f}"),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                TextColumn("{task.fields[note]}", markup=False),
            )
            with Progress(*columns, console=self._console, transient=True) as bars:
                self._bars = bars
                try:
                    yield
                finally:
                    self._bars = None
        else:
            self.say(f"{title} ...")
            yield
        self.say(f"{title}: done in {time.monotonic() - started:.1f} s")

    def update(self, name: str, done: int, total: int, note: str = "") -> None:
        """How far a task of the stage is; `note` says what else is worth knowing."""
        now = time.monotonic()
        started = self._started.setdefault(name, now)
        rate = f"{done / (now - started):.1f}/s" if now - started > 1 else ""
        if self._bars is not None:
            if name not in self._tasks:
                self._tasks[name] = self._bars.add_task(name, total=total, rate="", note="")
            self._bars.update(
                self._tasks[name],
                completed=done,
                total=max(total, done),
                rate=rate,
                note=note,
            )
        elif now - self._said.setdefault(name, now) >= PLAIN_EVERY_S:
            self._said[name] = now
            left = (total - done) * (now - started) / done if done else 0.0
            remaining = f", about {left / 60:.0f} min left" if left > 90 else ""
            self.say(f"  {name}: {done} of {total} {rate}{remaining}{f', {note}' if note else ''}")
