"""A real HTTP server on 127.0.0.1 whose pages a test writes down."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Answer:
    """What the server says to one request."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    type: str = "text/html; charset=utf-8"
    pieces: Callable[[], Iterator[bytes]] | None = None
    """Sent one by one, without a length, instead of the body: for answers that never end."""


Route = Answer | str | Callable[["Asked"], "Answer"]


@dataclass(frozen=True)
class Asked:
    """One request, as the server saw it."""

    method: str
    path: str
    headers: Mapping[str, str]
    number: int
    """How often this path was asked, from 1."""


class Shop:
    """Serves `routes` (path with query to answer) until the end of the `with` block."""

    def __init__(self, routes: Mapping[str, Route], *, body_to_head: bool = False) -> None:
        """`body_to_head` is a fault that real servers have: HEAD is answered like GET."""
        self.routes: dict[str, Route] = dict(routes)
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        shop = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                answer = shop._answer(self.command, self.path, dict(self.headers))
                if answer.pieces:
                    self.send_pieces(answer, answer.pieces)
                    return
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                headers = {"Content-Type": answer.type} | dict(answer.headers)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD" or body_to_head:
                    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                        self.wfile.write(body)

            def send_pieces(self, answer: Answer, pieces: Callable[[], Iterator[bytes]]) -> None:
                self.close_connection = True
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.type)
                self.send_header("Connection", "close")
                self.end_headers()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    for piece in pieces():
                        self.wfile.write(piece)

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}/"

    def count(self, path: str, method: str | None = None) -> int:
        """How often a path was asked."""
        return sum(1 for a in self.asked if a.path == path and method in (None, a.method))

    def paths(self) -> list[str]:
        """Every path asked, in order."""
        return [a.path for a in self.asked]

    def _answer(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        with self._lock:
            number = self.count(path) + 1
            asked = Asked(method, path, headers, number)
            self.asked.append(asked)
        route = self.routes.get(path)
        if route is None:
            return Answer("<html><title>Not found</title><h1>Not found</h1></html>", status=404)
        if isinstance(route, str):
            return Answer(route)
        return route if isinstance(route, Answer) else route(asked)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def html(body: str = "", *, title: str = "A page of the shop", head: str = "") -> str:
    """A small whole page."""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>'
        f"<body><main>{body}</main></body></html>"
    )


def links(*hrefs: str) -> str:
    """Links to places, with text."""
    return " ".join(f'<a href="{href}">To {href}</a>' for href in hrefs)
