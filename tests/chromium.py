"""Whether there is a browser for the tests that open one."""

import pytest

from crawler.errors import BrowserError
from crawler.render.browser import find_browser


def require_browser() -> None:
    """Skip, aloud, where no browser starts: `make test` installs one, a bare pytest may not."""
    try:
        find_browser(None)
    except BrowserError as error:
        pytest.skip(f"no browser: {error}")
