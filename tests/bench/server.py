"""nginx on loopback for one folder: as little of the machine as a server can take."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import StorewalkError

_CONFIG = """
daemon off;
master_process off;
worker_processes 1;
pid {work}/nginx.pid;
error_log {work}/error.log error;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; text/css css; text/javascript js; image/png png; text/plain txt;
           application/xml xml; }}
  log_format bench '$status $sent_http_content_type $request_method $uri';
  access_log {log};
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  gzip off;
  sendfile on;
  tcp_nopush on;
  charset utf-8;
  charset_types text/html;
  keepalive_timeout 75s;
  keepalive_requests 1000000;
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    root {root};
    # LinkChecker walks a host at full speed only when the host says so with this header.
    add_header LinkChecker bench;
    location = / {{ try_files /index.html =404; }}
    location / {{ try_files $uri $uri.html =404; }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server's access log says."""

    pages: frozenset[str]
    """Paths of HTML pages that answered 200 to GET."""
    requests: int
    """Requests of every kind and outcome."""


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def nginx() -> str:
    """Path of the nginx binary. Raises StorewalkError naming the package when there is none."""
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
    found = shutil.which("nginx", path=places)
    if found is None:
        raise StorewalkError(
            "nginx is not installed", hint="on Debian and Ubuntu: apt-get install nginx-light"
        )
    return found


@contextmanager
def serve(folder: Path, port: int, log: Path | None = None) -> Iterator[str]:
    """Serve a folder until the end of the block; gives the address. `log` None: no access log.

    Raises StorewalkError when nginx is missing or does not start.
    """
    with tempfile.TemporaryDirectory(prefix="bench-nginx-") as name:
        work = Path(name)
        written = f"{log.resolve()} bench" if log else "off"
        config = work / "nginx.conf"
        config.write_text(_CONFIG.format(work=work, log=written, port=port, root=folder.resolve()))
        process = subprocess.Popen(
            [nginx(), "-c", str(config), "-p", name, "-e", str(work / "error.log")],
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(process, port, work / "error.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)


def seen(log: Path) -> Seen:
    """Read an access log that `serve` wrote."""
    pages: set[str] = set()
    requests = 0
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            requests += 1
            head, _, path = line.rstrip("\n").partition(" GET ")
            if path and head.startswith("200 text/html"):
                pages.add("/" if path == "/index.html" else path.removesuffix(".html"))
    return Seen(frozenset(pages), requests)


def _wait(process: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    said = errors.read_text() if errors.exists() else ""
    raise StorewalkError("nginx did not start", hint=said.strip() or "no message in its log")
