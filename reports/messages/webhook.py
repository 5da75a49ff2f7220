"""The message as JSON to any address; the same document that `storewalk schema message` tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from crawler.records.base import Record
from reports.messages.base import Kind, Line, Message, Result, Retries, SendError
from reports.messages.escape import link_of
from reports.messages.http import ask, passing
from reports.messages.words import address

SCHEMA_VERSION = 1
"""Fields are added, never changed."""


class MessageLine(Record):
    """Findings of one check."""

    check: str
    """Check id, or shop-down, or run-untrusted."""
    title: str
    severity: str
    """error, warning or notice."""
    count: str
    """In words: 3 findings. Empty where nothing is counted."""
    url: str
    """The first page; http or https, else empty."""
    message: str
    """What was found there. Written by whoever wrote the page: escape it."""
    report_url: str
    """The page of the report; empty when the report has no address."""


class MessageBody(Record):
    """What a webhook is sent, as application/json in UTF-8."""

    schema_version: int = SCHEMA_VERSION
    kind: Kind
    """down, untrusted, worse or clear."""
    shop: str
    run: str
    """Run id: UTC time of the start, 2026-08-22T021000Z."""
    title: str
    intro: str
    lines: tuple[MessageLine, ...]
    """What is told for the first time, the gravest first; ten at most."""
    more: str
    """How many other checks there are, in words; may be empty."""
    standing: tuple[MessageLine, ...]
    """All that was told and is still open."""
    facts: tuple[tuple[str, str], ...]
    """Label and value, as written for readers."""
    link: str
    """The report, or the run that made it; may be empty."""
    ids: tuple[str, ...]
    """Fingerprints of what is told for the first time."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    retries: Retries = field(default_factory=Retries)

    def emit(self, message: Message) -> Result:
        """Post it; any status from 200 to 299 is a yes."""
        body = body_of(message).model_dump(mode="json")
        return self.retries.run(lambda: self._post(body))

    def _post(self, body: object) -> Result:
        reply = ask("POST", self.url, body=body, headers=self.headers)
        if HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
            return Result(True, (f"taken with status {reply.status}"))
        raise SendError(
            (f"the webhook answered {reply.status}"),
            again=passing(reply.status),
            wait_s=reply.wait_s,
        )


def body_of(message: Message) -> MessageBody:
    """The document of a message."""
    return MessageBody(
        kind=message.kind,
        shop=message.shop,
        run=message.run,
        title=message.title,
        intro=message.intro,
        lines=tuple(_line(message, line) for line in message.lines),
        more=message.more,
        standing=tuple(_line(message, line) for line in message.standing),
        facts=message.facts,
        link=link_of(message.link),
        ids=message.ids,
    )


def _line(message: Message, line: Line) -> MessageLine:
    return MessageLine(
        check=line.check,
        title=line.title,
        severity=line.severity,
        count=line.count,
        url=link_of(line.url),
        message=line.quote,
        report_url=link_of(address(message, line)),
    )
