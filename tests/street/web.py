"""What a shop of the street is asked and what it answers: one request, one response."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Of a name that comes twice in a query or form the last value counts."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, complete: the server adds nothing but the length and the date."""

    status: int
    body: bytes = b""
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()


class Site(Protocol):
    """Something a server can serve."""

    id: str
    """`blue-mug`, `kettle-and-co`, `tassenhaus` or `outside`."""

    def respond(self, request: Request) -> Response:
        """The answer to any request, also to one for a page that does not exist."""


PROTECTIVE = (
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


def page(text: str, status: int = 200, *headers: tuple[str, str]) -> Response:
    """An HTML answer."""
    return Response(status, text.encode(), HTML, (*PROTECTIVE, *headers))


def redirect(to: str, status: int = 301, *headers: tuple[str, str]) -> Response:
    """An answer that sends the visitor on."""
    return Response(status, b"", TEXT, (("Location", to), *headers))


def picture(data: bytes) -> Response:
    """A PNG that a browser may keep for a day."""
    return Response(200, data, "image/png", (("Cache-Control", "public, max-age=86400"),))


def stylesheet(data: bytes) -> Response:
    """A CSS file that a browser may keep for an hour."""
    return Response(200, data, "text/css; charset=utf-8", (("Cache-Control", "max-age=3600"),))


def templates(folder: Path) -> Environment:
    """Templates of one shop; a name that is not there is an error, not an empty string."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
