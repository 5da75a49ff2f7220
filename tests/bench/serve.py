"""Serves a generated shop until Ctrl-C: python -m tests.bench.serve --pages 2000"""

import argparse
import signal
import sys
import threading
from pathlib import Path

from crawler.errors import StorewalkError
from tests.bench.server import serve
from tests.bench.walks import shop_to_walk


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.serve", description=__doc__)
    parser.add_argument("--pages", type=int, default=2000, help="HTML pages (default 2000).")
    parser.add_argument("--log", type=Path, help="Write an access log here (default: none).")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with (
            shop_to_walk(asked.pages) as (shop, folder),
            serve(folder, shop.port, asked.log) as url,
        ):
            print(url, flush=True)
            threading.Event().wait()
    except KeyboardInterrupt:
        return
    except StorewalkError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
