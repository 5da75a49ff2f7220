"""Real HTTP servers on 127.0.0.1: git with a token, and releases by the rules of GitHub's API."""

import base64
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def git_over_http(folder: Path, *, may_write: str, may_read: str) -> Iterator[str]:
    """The bare repositories below a folder, by git's own http-backend. The values are tokens."""
    backend = subprocess.run(
        ["git", "--exec-path"], capture_output=True, text=True, check=True
    ).stdout.strip()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = self.headers.get_all("Authorization") or []
            tokens = [_token(text) for text in given]
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if tokens not in ([may_write], [may_read]):
                self._say(401, {"WWW-Authenticate": 'Basic realm="git"'}, b"who are you")
                return
            parts = urlsplit(self.path)
            writes = "git-receive-pack" in self.path
            if writes and tokens == [may_read]:
                self._say(403, {}, b"Write access to repository not granted.")
                return
            env = os.environ | {
                "GIT_PROJECT_ROOT": str(folder), "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": parts.path, "QUERY_STRING": parts.query,
                "REQUEST_METHOD": self.command, "REMOTE_USER": "someone",
                "CONTENT_TYPE": self.headers.get("Content-Type") or "",
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
                "CONTENT_LENGTH": str(len(body)),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol") or "",
            }  # fmt: skip
            done = subprocess.run(
                [f"{backend}/git-http-backend"],
                input=body,
                env=env,
                capture_output=True,
                check=True,
            )
            head, _, rest = done.stdout.partition(b"\r\n\r\n")
            headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            status = int(headers.pop("Status", "200").split()[0])
            self._say(status, headers, rest)

        do_POST = do_GET  # noqa: N815

        def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with _serving(Handler) as url:
        yield url


def _token(header: str) -> str:
    kind, _, text = header.partition(" ")
    return (
        base64.b64decode(text).decode().removeprefix("x-access-token:") if kind == "Basic" else ""
    )


@dataclass
class Releases:
    """A repository with releases, as GitHub's REST API shows it (docs of 2022-11-28).

    Names of assets are unique (422), files are not replaced, an unknown repository and one that
    may not be seen are both 404, a token that is not known is 401, one that may only read is 403.
    """

    may_write: str = "write"
    may_read: str = "read"
    immutable: bool = False
    spent: bool = False
    release: dict[str, Any] | None = None
    assets: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    elsewhere: list[str | None] = field(default_factory=list)
    """The Authorization headers that the host of the files saw."""
    url: str = ""
    files_url: str = ""
    next_id: int = 100
    lock: Any = field(default_factory=threading.Lock)

    def answer(self, method: str, path: str, token: str, body: bytes) -> tuple[int, Any]:
        """Status and value; bytes are a place to go to."""
        with self.lock:
            self.asked.append(f"{method} {path}")
            if self.spent:
                return 403, {"message": "API rate limit exceeded"}
            if token not in (self.may_write, self.may_read):
                return 401, {"message": "Bad credentials"}
            parts = urlsplit(path)
            base = "/repos/acme/shop"
            if parts.path != base and not parts.path.startswith(f"{base}/"):
                return 404, {"message": "Not Found"}
            if method != "GET" and token != self.may_write:
                return 403, {"message": "Resource not accessible by integration"}
            return self._routed(method, parts.path.removeprefix(base), parts.query, body)

    def _routed(self, method: str, path: str, query: str, body: bytes) -> tuple[int, Any]:
        if (method, path) == ("GET", ""):
            return 200, {"full_name": "acme/shop"}
        if (method, path) == ("POST", "/releases"):
            if self.release:
                return 422, {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}
            tag = json.loads(body)["tag_name"]
            self.release = {"id": 1, "tag_name": tag, "upload_url": f"{self.url}/repos/acme/shop"
                            "/releases/1/assets{?name,label}"}  # fmt: skip
            return 201, self.release
        if path == "/releases/tags/storewalk-state" and self.release:
            return 200, self.release
        if path == "/releases/1/assets" and self.release:
            if method == "GET":
                return 200, [self._shown(number) for number in self.assets]
            return self._uploaded(parse_qs(query)["name"][0], body)
        one = re.fullmatch(r"/releases/assets/(\d+)", path)
        if one and int(one[1]) in self.assets:
            if method == "GET":
                return 302, f"{self.files_url}/{one[1]}".encode()
            del self.assets[int(one[1])]
            return 204, None
        return 404, {"message": "Not Found"}

    def _uploaded(self, name: str, body: bytes) -> tuple[int, Any]:
        if self.immutable:
            return 422, {"message": "Cannot upload assets to an immutable release."}
        if name in [known for known, _ in self.assets.values()]:
            return 422, {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}
        self.next_id += 1
        self.assets[self.next_id] = (name, body)
        return 201, self._shown(self.next_id)

    def _shown(self, number: int) -> dict[str, Any]:
        url = f"{self.url}/repos/acme/shop/releases/assets/{number}"
        return {"id": number, "name": self.assets[number][0], "url": url, "state": "uploaded"}


@contextmanager
def releases() -> Iterator[Releases]:
    """The API, and the host of the files on a port of its own."""
    found = Releases()

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            status, value = found.answer(self.command, self.path, token, body)
            self.send_response(status)
            data = b""
            if isinstance(value, bytes):
                self.send_header("Location", value.decode())
            elif value is not None:
                data = json.dumps(value).encode()
            if found.spent:
                self.send_header("x-ratelimit-remaining", "0")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_DELETE = do_GET  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    class Files(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.elsewhere.append(self.headers.get("Authorization"))
            data = found.assets[int(self.path.strip("/"))][1]
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with _serving(Api) as found.url, _serving(Files) as found.files_url:
        yield found


@contextmanager
def without_conditions(server: str) -> Iterator[tuple[str, list[str]]]:
    """The same storage, but conditional writes are not implemented; which headers were refused."""
    refused: list[str] = []

    class Older(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # clients wait for "100 Continue" before they send

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            conditions = [name for name in ("If-Match", "If-None-Match") if name in self.headers]
            if self.command == "PUT" and conditions:
                refused.extend(conditions)
                status, headers = 501, [("Content-Type", "application/xml")]
                data = b"<Error><Code>NotImplemented</Code><Message>A header</Message></Error>"
            else:
                line = HTTPConnection(server.partition("//")[2])
                kept = {k: v for k, v in self.headers.items() if k.lower() != "expect"}
                line.request(self.command, self.path, body, kept)
                answer = line.getresponse()
                status, headers, data = answer.status, answer.getheaders(), answer.read()
                line.close()
            self.send_response(status)
            length = next((v for k, v in headers if k.lower() == "content-length"), len(data))
            for name, value in headers:
                if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(length if self.command == "HEAD" else len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_PUT = do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with _serving(Older) as url:
        yield url, refused
