"""`storewalk serve`: the built site at a local address, and anew in the browser when it changes."""

import http.server
import os
import re
import threading
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click

from crawler.errors import ConfigError

SCRIPT = "/-/reload.js"
"""A path that the site itself does not have."""
LOOK_EVERY_S = 0.3
HOLD_S = 20.0
"""A question of the script is answered after so long, changed or not, then it asks again."""

_TAG = b'<script src="%s?seen=%s" defer></script>'
# The pages allow scripts from here and no connections (their Content-Security-Policy), so the
# script asks by loading another one; after the page, which would else wait for the answer.
_ASK = """\
(function () {
  function ask() {
    var next = document.createElement("script");
    next.src = "%s?held&seen=%s&at=" + Date.now();
    document.head.append(next);
  }
  if (document.readyState === "complete") ask();
  else addEventListener("load", ask);
})();
"""
_RELOAD = "location.reload();\n"


@click.command()
@click.option("--site", type=click.Path(path_type=Path), default=Path("site"), show_default=True)
@click.option("--port", type=int, default=0, help="0 takes a free one.")
@click.option("--reload", is_flag=True, help="Load pages anew when the site was built again.")
def serve(site: Path, port: int, reload: bool) -> None:
    """Show the built site at a local address (it also opens by double click)."""
    if not (site / "index.html").exists():
        raise ConfigError("there is no site there", where=str(site), hint="storewalk run")
    kind = _Reloading if reload else http.server.SimpleHTTPRequestHandler
    try:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", port), partial(kind, directory=str(site))
        )
    except OSError as error:
        raise ConfigError(
            f"port {port} cannot be used: {error.strerror}", where="--port",
            hint="Leave it out: a free one is taken.",
        ) from None  # fmt: skip
    server.daemon_threads = True
    with server:
        click.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C ends it)")
        server.serve_forever()


def built(site: Path) -> str:
    """Tells two builds of a site apart; "" while there is none."""
    try:
        found = (site / "index.html").stat()
        files = sum(len(names) for _, _, names in os.walk(site))
    except OSError:
        return ""
    return f"{found.st_mtime_ns:x}-{found.st_size:x}-{files:x}"


class _Reloading(http.server.SimpleHTTPRequestHandler):
    """Adds a script to every page that it sends; the files stay as they are."""

    def do_GET(self) -> None:
        """A file of the site, or the script."""
        path = urlsplit(self.path)
        if path.path == SCRIPT:
            asked = parse_qs(path.query, keep_blank_values=True)
            seen = asked.get("seen", [""])[0]
            seen = seen if re.fullmatch(r"[0-9a-f-]*", seen) else ""
            newer = "held" in asked and self._newer(seen)
            text = _RELOAD if newer else _ASK % (SCRIPT, seen)
            self._send(text.encode(), "text/javascript; charset=utf-8")
            return
        file = Path(self.translate_path(self.path))
        if file.is_dir() and self.path.endswith("/"):
            file /= "index.html"
        if file.suffix != ".html" or not file.is_file():
            super().do_GET()
            return
        seen = built(Path(self.directory))
        tag = _TAG % (SCRIPT.encode(), seen.encode())
        self._send(file.read_bytes() + tag, "text/html; charset=utf-8")

    def _newer(self, seen: str) -> bool:
        """Waits until the site is another one than was seen; False: it still is that one."""
        site = Path(self.directory)
        never = threading.Event()
        before = ""
        for _ in range(int(HOLD_S / LOOK_EVERY_S)):
            now = built(site)
            if now and now == before != seen:  # twice the same: it is not being written any more
                return True
            before = now
            never.wait(LOOK_EVERY_S)
        return False

    def _send(self, body: bytes, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Quiet: a question every few seconds says nothing."""
