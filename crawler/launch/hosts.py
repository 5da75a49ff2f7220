"""The two shops' places: an address of one as it stands on the other."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit, urlunsplit

_LANGUAGE = re.compile(r"/[a-z]{2}([-_][a-z]{2})?", re.I)


@dataclass(frozen=True)
class Hosts:
    """Home pages of the live shop and of staging; a host with and without www is one."""

    live: str
    staging: str

    @cached_property
    def folder(self) -> str:
        """Where on its host staging lies: `/staging` for https://shop.example/staging/, mostly "".

        The start page of a language (/en/) is no folder, nor is a path that live's home has, too.
        """
        live, staging = (urlsplit(url).path.rstrip("/") + "/" for url in (self.live, self.staging))
        folder = staging.removesuffix(live) if staging != live else ""
        return "" if folder == staging or _LANGUAGE.fullmatch(folder) else folder

    @property
    def within(self) -> bool:
        """Whether staging lies in a folder of the live host."""
        return bool(self.folder) and _place(self.live)[0] == _place(self.staging)[0]

    def to_staging(self, url: str) -> str:
        """The address with the same path and query on staging. The home page is the home page."""
        return self.staging if url == self.live else self.staging_path(path_of(url))

    def staging_path(self, path: str) -> str:
        """A path with its query as an address of staging."""
        home = urlsplit(self.staging)
        return f"{home.scheme}://{home.netloc}{self.folder}{path}"

    def to_live(self, url: str) -> str:
        """The same the other way round; what is not on staging stays as it is."""
        if not self.on_staging(url):
            return url
        home = urlsplit(self.live)
        return (
            self.live if url == self.staging else f"{home.scheme}://{home.netloc}{self.path(url)}"
        )

    def path(self, url: str) -> str:
        """Path and query of an address of either shop, without staging's folder."""
        path = path_of(url)
        return (path.removeprefix(self.folder) or "/") if self.on_staging(url) else path

    def on_staging(self, url: str) -> bool:
        """Whether an address, which may begin with //, belongs to staging."""
        host, path = _place(url)
        inside = not self.folder or f"{path}/".startswith(f"{self.folder}/")
        return inside and host == _place(self.staging)[0]

    def on_live(self, url: str) -> bool:
        """Whether an address, which may begin with //, belongs to the live shop."""
        return _place(url)[0] == _place(self.live)[0] and not (self.within and self.on_staging(url))

    def as_live(self, text: str) -> str:
        """A text of staging with the live host in place of its own, and without its folder."""
        text = self._staging.sub(lambda found: f"{self._scheme(found[1])}{self._live_host}", text)
        return self._inside.sub("", text) if self.folder else text

    def names_staging(self, text: str) -> bool:
        """Whether a text holds staging's host."""
        return self._staging.search(text) is not None

    def names_live(self, text: str) -> bool:
        """Whether a text holds the live host."""
        return self._live.search(text) is not None

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        """The folder at the start of a path."""
        return re.compile(rf"(?<![\w.:/-]){re.escape(self.folder)}(?=/)")

    @cached_property
    def _staging(self) -> re.Pattern[str]:
        return _pattern(self.staging, rf"{re.escape(self.folder)}(?![\w-])" if self.folder else "")

    @cached_property
    def _live(self) -> re.Pattern[str]:
        beside = rf"(?!{re.escape(self.folder)}(?![\w-]))" if self.within else ""
        return _pattern(self.live, beside)

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


def _place(url: str) -> tuple[str, str]:
    """Host without www, and path. Never raises: what people write into a page need be no address,
    and what stands behind the path may name another shop."""
    host, slash, path = re.split(r"[?#]", url.strip().partition("//")[2])[0].partition("/")
    return _bare(host), slash + path


def _bare(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _pattern(home: str, more: str) -> re.Pattern[str]:
    """The host in a text, with what stands before it; never as a part of a longer name."""
    host = re.escape(_bare(urlsplit(home).netloc))
    return re.compile(rf"(https?://|//|(?<![\w.-]))(?:www\.)?{host}(?![\w.-]*\w|:\d){more}", re.I)
