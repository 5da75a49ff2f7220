"""Real servers on 127.0.0.1 that keep the rules of the services: bodies, statuses, limits."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Call:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What the service answers."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    """Take the request and say nothing until the server is closed."""


class Service:
    """Answers with what `rules` says of a request; keeps every request."""

    def __init__(self, rules: Callable[[Call], Reply]) -> None:
        self.calls: list[Call] = []
        self.rules = rules
        self._over = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                call = Call(self.command, self.path, headers, self.rfile.read(size))
                service.calls.append(call)
                reply = service.rules(call)
                if reply.hang:
                    service._over.wait(30)
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_POST = do_PATCH = _any  # noqa: N815 - the library's names

            def log_message(self, *args: Any) -> None:
                pass

        self.handler = Handler
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def port(self) -> int:
        return self._server.server_port

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@dataclass
class GitHub:
    """Issues of one repository as GitHub's REST API keeps them."""

    token: str
    repository: str = "acme/shop"
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    failures: list[Reply] = field(default_factory=list)
    """Given one after the other instead of an answer."""

    def __call__(self, call: Call) -> Reply:
        if self.failures:
            return self.failures.pop(0)
        if call.headers.get("authorization") != f"Bearer {self.token}":
            return said(401, message="Bad credentials")
        path, _mark, query = call.path.partition("?")
        root = f"/repos/{self.repository}/issues"
        if not path.startswith(root):
            return said(404, message="Not Found")
        rest = path.removeprefix(root).strip("/").split("/")
        if call.method == "GET":
            assert "labels=storewalk" in query
            assert "state=all" in query
            return Reply(200, json.dumps(self.issues).encode())
        body = call.json
        if len(str(body.get("body", ""))) > 65_536:
            return said(422, message="body is too long (maximum is 65536 characters)")
        if rest == [""]:
            issue = {"number": len(self.issues) + 1, "state": "open", **body}
            self.issues.append(issue)
            return Reply(201, json.dumps(issue).encode())
        number = int(rest[0])
        if rest[1:] == ["comments"]:
            self.comments.append((number, body["body"]))
            return Reply(201, b"{}")
        self.issues[number - 1].update(body)
        return Reply(200, json.dumps(self.issues[number - 1]).encode())


def said(status: int, headers: Mapping[str, str] | None = None, **body: Any) -> Reply:
    """An answer in JSON."""
    return Reply(status, json.dumps(body).encode(), headers or {})
