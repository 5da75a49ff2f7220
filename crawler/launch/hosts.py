"""The two hosts: an address of one as it stands on the other."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True)
class Hosts:
    """Home pages of the live shop and of staging; a host with and without www is one."""

    live: str
    staging: str

    def to_staging(self, url: str) -> str:
        """The address with the same path and query on staging. The home page is the home page."""
        return self.staging if url == self.live else _moved(url, self.staging)

    def staging_path(self, path: str) -> str:
        """A path with its query as an address of staging."""
        home = urlsplit(self.staging)
        return f"{home.scheme}://{home.netloc}{path}"

    def to_live(self, url: str) -> str:
        """The same the other way round; what is not on staging stays as it is."""
        if not self.on_staging(url):
            return url
        return self.live if url == self.staging else _moved(url, self.live)

    def on_staging(self, url: str) -> bool:
        """Whether an address belongs to staging."""
        return _bare(urlsplit(url).netloc) == _bare(urlsplit(self.staging).netloc)

    def on_live(self, url: str) -> bool:
        """Whether an address belongs to the live shop."""
        return _bare(urlsplit(url).netloc) == _bare(urlsplit(self.live).netloc)

    def as_live(self, text: str) -> str:
        """A text of staging with the live host in place of its own."""
        return self._staging.sub(lambda found: f"{self._scheme(found[1])}{self._live_host}", text)

    def names_staging(self, text: str) -> bool:
        """Whether a text holds staging's host."""
        return self._staging.search(text) is not None

    def names_live(self, text: str) -> bool:
        """Whether a text holds the live host."""
        return self._live.search(text) is not None

    @cached_property
    def _staging(self) -> re.Pattern[str]:
        return _pattern(self.staging)

    @cached_property
    def _live(self) -> re.Pattern[str]:
        return _pattern(self.live)

    @cached_property
    def _live_host(self) -> str:
        return urlsplit(self.live).netloc

    def _scheme(self, written: str | None) -> str:
        if not written or written == "//":
            return written or ""
        return f"{urlsplit(self.live).scheme}://"


def path_of(url: str) -> str:
    """Path and query of an address: what the redirect map speaks of."""
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _moved(url: str, home: str) -> str:
    to, parts = urlsplit(home), urlsplit(url)
    return urlunsplit((to.scheme, to.netloc, parts.path or "/", parts.query, ""))


def _bare(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _pattern(home: str) -> re.Pattern[str]:
    """The host in a text, with what stands before it; never as a part of a longer name."""
    host = re.escape(_bare(urlsplit(home).netloc))
    return re.compile(rf"(https?://|//|(?<![\w.-]))(?:www\.)?{host}(?![\w.-]*\w|:\d)", re.I)
