"""What a message is, what a way to tell does with it, and how a failure is tried again."""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeVar

from reports.model.history import RunLine

T = TypeVar("T")
Kind = Literal["down", "untrusted", "worse", "clear", "nothing"]
"""down: nobody can buy, or nothing could be walked. untrusted: the walk was not sound. worse: there
are errors to tell. clear: all that was told is mended. nothing: only a way that is written by every
run (a job summary, an issue) takes note."""

TIMEOUT_S = 15.0
"""For one request to a service. Our own limit: webhooks answer within 3 s (Slack's documentation of
acknowledgements, read 2026-11-30), mail servers that make callers wait take up to ten."""
MOST_WAIT_S = 60.0
"""A service that asks for a longer pause is given up for this run: what is due stays due."""
SECRET_LENGTH = 4
"""Shorter values are not blotted out: they would take letters out of every word."""


@dataclass(frozen=True, slots=True)
class Line:
    """Findings of one check that a message tells of. Texts are raw: each way escapes them."""

    title: str
    """The check in words."""
    severity: str
    """error, warning or notice."""
    count: str
    """`3 pages`."""
    url: str
    """The first of them; empty when it is no web address. Crawled."""
    quote: str
    """What was found there. Crawled."""
    href: str
    """Page of the report, from its root."""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """All that is told of one run, in the language of the report. Texts are raw."""

    kind: Kind
    shop: str
    run: str
    title: str
    """The whole in one line."""
    intro: str
    lines: tuple[Line, ...] = ()
    """What is told for the first time, the gravest first."""
    more: str = ""
    """How many others there are; may be empty."""
    standing: tuple[Line, ...] = ()
    """All that was told and is still open, `lines` included."""
    standing_more: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """Label and value: score, findings. What is not known is a dash."""
    trend: str = ""
    """Open errors of the last nights as a row of blocks; may be empty."""
    trend_label: str = ""
    link: str = ""
    """Where the report is published, or the run that made it; empty when nobody knows."""
    ids: tuple[str, ...] = ()
    """What is told for the first time."""
    standing_ids: tuple[str, ...] = ()
    runs: tuple[tuple[str, RunLine], ...] = field(default=(), repr=False)
    """Day and totals of the last nights, for a chart."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a message on one way."""

    sent: bool
    """False: it stays due."""
    detail: str
    """What was done, or what went wrong with its mend. Never holds a secret."""


class SendError(Exception):
    """A message could not be handed over. `again`: it may go well a little later."""

    def __init__(self, message: str, *, again: bool = False, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.again = again
        self.wait_s = wait_s
        """Seconds that the service asks us to wait. None: it says nothing."""


class Channel(Protocol):
    """One way to tell."""

    def emit(self, message: Message) -> Result:
        """Hand the message over. Raises SendError when it could not be."""
        ...


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and after which pauses something is tried again."""

    pauses_s: tuple[float, ...] = (1.0, 5.0, 20.0)
    sleep: Callable[[float], None] = time.sleep

    def run(self, work: Callable[[], T]) -> T:
        """The result of `work`. Raises its last SendError."""
        for pause in self.pauses_s:
            try:
                return work()
            except SendError as error:
                wait = pause if error.wait_s is None else error.wait_s
                if not error.again or wait > MOST_WAIT_S:
                    raise
                self.sleep(wait)
        return work()


def redacted(text: str, secrets: Iterable[str]) -> str:
    """The text with each secret blotted out, and with the parts of one that is an address.

    A webhook's secret is in its path, and libraries quote paths without the host.
    """
    parts = set()
    for secret in secrets:
        parts |= {secret, *re.split(r"[/?=&@:\s]+", secret)} if secret else set()
    worth = (part for part in parts if len(part) >= SECRET_LENGTH and part not in _PLAIN)
    for part in sorted(worth, key=len, reverse=True):
        text = text.replace(part, "***")
    return text


_PLAIN = frozenset({"https", "http", "slack", "discord", "services", "hooks.slack.com", "mailto",
                    "webhooks", "discord.com", "workflows", "localhost", "127.0.0.1"})  # fmt: skip


def secrets_in(texts: Iterable[str], environment: Mapping[str, str]) -> frozenset[str]:
    """The values of all variables that these settings name."""
    names = {name for text in texts for name in re.findall(r"\$\{(\w+)\}", text)}
    return frozenset(environment[name] for name in names if environment.get(name))


def without_secrets(result: Result, secrets: Iterable[str]) -> Result:
    """The result as it may be printed."""
    return replace(result, detail=redacted(result.detail, secrets))
