"""A small threaded HTTP/1.1 server on 127.0.0.1 for one site of the street."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.street.web import TEXT, Request, Response, Site


class Hit(NamedTuple):
    """One request that a server answered."""

    shop: str
    method: str
    path: str
    """As it was asked, with the query."""
    status: int


class SiteServer:
    """Serves one site on a free port until it is stopped."""

    def __init__(self, site: Site, note: Callable[[Hit], None]) -> None:
        self.site = site
        self._server = _Server(site, note)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name=site.id
        )

    @property
    def port(self) -> int:
        """The port the system gave us."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Address without a slash at its end: `http://127.0.0.1:40123`."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Ends every open connection, then waits until all threads are gone."""
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    # Threads are joined at the end, so a test never leaves one behind.
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, site: Site, note: Callable[[Hit], None]) -> None:
        self.site = site
        self.note = note
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Ends connections that browsers and crawlers keep open."""
        with self._lock:
            waiting = list(self._open)
        for connection in waiting:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # The visitor was faster.

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silent: a visitor that hangs up early is no news, a page that fails answers 500."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Street"
    sys_version = ""
    # Without this the kernel holds small answers back for 40 ms on a kept connection.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, text: str, *args: object) -> None:
        """Quiet: what was asked is in `Street.requests`."""

    def _answer(self) -> None:
        request = self._request()
        try:
            response = self.server.site.respond(request)
        # A fault of the street itself: the visitor sees it, and the tests count every 500.
        except Exception as error:  # noqa: BLE001
            response = Response(500, f"street: {error!r} at {self.path}".encode(), TEXT)
        self.server.note(Hit(self.server.site.id, request.method, self.path, response.status))
        body, packed = response.body, "gzip" in self.headers.get("Accept-Encoding", "")
        packed = packed and response.content_type.startswith("text/")
        if packed:
            body = gzip.compress(body, compresslevel=1, mtime=0)
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in response.headers:
            self.send_header(name, value)
        if request.method != "HEAD":
            # Headers and body in one packet.
            self._headers_buffer.append(b"\r\n" + body)  # type: ignore[attr-defined]
            self.flush_headers()
        else:
            self.end_headers()

    def _request(self) -> Request:
        address = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode("utf-8", "replace") if length else ""
        cookies = SimpleCookie(self.headers.get("Cookie", ""))
        return Request(
            method="GET" if self.command == "HEAD" else self.command,
            path=unquote(address.path),
            query=dict(parse_qsl(address.query)),
            cookies={name: morsel.value for name, morsel in cookies.items()},
            form=dict(parse_qsl(body)),
        )
