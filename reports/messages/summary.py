"""The page of a GitHub Actions run: the job's summary, and annotations."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reports.language import _
from reports.messages.base import Message, Result, SendError
from reports.messages.body import markdown_head, markdown_lines
from reports.messages.escape import command_data, command_property, link_of, markdown, plain

MOST_BYTES = 1_048_576
"""Of a step's summary: GitHub's documentation of workflow commands, read 2026-11-23. A summary that
is longer is not shown at all."""


@dataclass(frozen=True, slots=True)
class JobSummary:
    """Appends to the file that the runner names."""

    file: str
    """Value of GITHUB_STEP_SUMMARY; empty: not on GitHub."""

    def emit(self, message: Message) -> Result:
        """Append the message, cut by whole lines where the summary would become too long."""
        if not self.file:
            raise SendError("this is no job of GitHub Actions: GITHUB_STEP_SUMMARY is not set")
        path = Path(self.file)
        text = summary_text(message)
        try:
            there = path.stat().st_size if path.exists() else 0
            kept = cut(text, MOST_BYTES - there)
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(kept)
        except OSError as error:
            raise SendError(f"the summary's file cannot be written: {error.strerror}") from None
        return Result(bool(kept) or not text, ("written to the job's summary"))


def summary_text(message: Message) -> str:
    """The message as Markdown."""
    blocks = markdown_head(message)
    if message.lines:
        blocks.append("\n".join(markdown_lines(message, message.lines, message.more)))
    before = tuple(line for line in message.standing if line not in message.lines)
    if before:
        heading = markdown(_("Told before and still open"))
        blocks.append(f"### {heading}")
        blocks.append("\n".join(markdown_lines(message, before, message.standing_more)))
    return "\n\n".join(blocks) + "\n\n"


def cut(text: str, most_bytes: int) -> str:
    """Whole lines from the start, of at most so many bytes in UTF-8."""
    kept: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        size += len(line.encode())
        if size > most_bytes:
            break
        kept.append(line)
    return "".join(kept)


@dataclass(frozen=True, slots=True)
class Annotations:
    """Prints workflow commands, which the runner turns into annotations."""

    there: bool
    """Whether this is a job of GitHub Actions."""
    top: int
    out: Callable[[str], None]
    """Prints a line on standard output."""

    def emit(self, message: Message) -> Result:
        """Print the first few of what is told for the first time."""
        if not self.there:
            raise SendError("this is no job of GitHub Actions: GITHUB_ACTIONS is not set")
        shown = message.lines[: self.top] if message.kind != "clear" else ()
        for line in shown:
            says = ": ".join(filter(None, (line.count, plain(line.quote), link_of(line.url))))
            title = command_property(plain(line.title, 200))
            name = line.severity if line.severity in ("error", "warning") else "notice"
            self.out(f"::{name} title={title}::{command_data(says or plain(line.title))}")
        return Result(True, f"{len(shown)} annotations")
