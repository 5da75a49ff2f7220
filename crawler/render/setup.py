"""Gets a browser: `python -m crawler.render.setup`.

What starts already is taken. Otherwise Playwright's own is downloaded; where that cannot be had,
Debian's package is installed, which needs root.
"""

import os
import shutil
import subprocess
import sys

from crawler.errors import BrowserError
from crawler.render.browser import find_browser

DOWNLOAD_TIMEOUT_S = 600
INSTALL_TIMEOUT_S = 900
PACKAGES = ("chromium-headless-shell", "chromium")
"""Debian has both; the shell alone shows several pages at once (mobile.md section 0)."""


def main() -> int:
    """0 when a browser starts in the end; 2 with the next step when none does."""
    for attempt in (None, _download, _install_package):
        if attempt is not None and not attempt():
            continue
        try:
            found = find_browser(None)
        except BrowserError as error:
            last = error
        else:
            print(f"Browser: {found.name} {found.version}")  # noqa: T201 - a command
            return 0
    print(f"Error: {last}", file=sys.stderr)  # noqa: T201 - a command
    return BrowserError.exit_code


def _download() -> bool:
    """Playwright's own headless shell, for this user."""
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    return _run("Downloading a browser (once) ...", command, DOWNLOAD_TIMEOUT_S)


def _install_package() -> bool:
    """Debian's or Ubuntu's package."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if prefix and not shutil.which("sudo"):
        return False
    text = "It cannot be downloaded; installing the system's Chromium ..."
    update = [*prefix, "apt-get", "update", "--quiet"]
    install = [*prefix, "apt-get", "install", "--quiet", "--yes", "--no-install-recommends"]
    if not _run(text, update, INSTALL_TIMEOUT_S):
        return False
    return any(_run("", [*install, name], INSTALL_TIMEOUT_S) for name in PACKAGES)


def _run(text: str, command: list[str], timeout_s: float) -> bool:
    if text:
        print(text, flush=True)  # noqa: T201 - a command
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=timeout_s, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
