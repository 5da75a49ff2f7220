"""Builds the shop if its folder is empty, then serves it until it is told to end."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from pathlib import Path

SETTINGS = "tests.stores.oscar.settings"


def main() -> int:
    """Prints one line of JSON with url and truth when the shop answers; returns an exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.stores.oscar", description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="Folder of the shop.")
    options.add_argument("--port", type=int, default=0, help="0 takes any free port.")
    options.add_argument("--articles", type=int, default=0, help="0 takes the whole catalogue.")
    options.add_argument(
        "--as-shipped",
        action="store_true",
        help="With the database settings of Oscar's own sandbox: fails under parallel requests.",
    )
    asked = options.parse_args()
    data: Path = asked.data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    truth = data / "truth.jsonl"
    if not truth.exists() and any(data.iterdir()):
        print(f"{data} is neither empty nor a finished shop. Name another folder.", file=sys.stderr)
        return 2
    os.environ["OSCAR_DATA"] = str(data)
    os.environ["OSCAR_ARTICLES"] = str(asked.articles)
    os.environ["OSCAR_AS_SHIPPED"] = "1" if asked.as_shipped else "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    _serve(asked.port, truth)
    return 0


def _serve(port: int, truth: Path) -> None:
    """Everything that needs Django, after the environment is set."""
    import django

    django.setup()
    from django.contrib.sites.models import Site
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    if not truth.exists():
        from tests.stores.oscar.build import build

        build(truth)
    server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler, allow_reuse_address=True)
    server.daemon_threads = True
    host = f"127.0.0.1:{server.server_port}"
    Site.objects.update_or_create(id=1, defaults={"domain": host, "name": "Pots of Plenty"})
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    print(json.dumps({"url": f"http://{host}", "truth": str(truth)}), flush=True)
    # A polite end: the loop stops, and the process with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


if __name__ == "__main__":
    raise SystemExit(main())
