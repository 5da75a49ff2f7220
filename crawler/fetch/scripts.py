"""Which templates of a shop are empty without scripts and are read in a browser."""

import logging
from collections import Counter
from typing import Any, Literal, Protocol
from urllib.parse import urljoin

from crawler.errors import StorewalkError
from crawler.fetch.reader import Reading
from crawler.fetch.traps import family_of
from crawler.records import PageKind

log = logging.getLogger(__name__)

MORE_LINKS = 3
MORE_WORDS = 50
"""A browser's view is worth its price when it holds so much more, or a price. Our own limits."""
SAMPLES = 2
"""Pages of a template looked at before it counts as complete without scripts."""

Template = tuple[PageKind, str, frozenset[str]]


class View(Protocol):
    """A page as a browser shows it."""

    @property
    def html(self) -> bytes:
        """The document after scripts ran; empty when it did not open."""

    @property
    def links(self) -> tuple[str, ...]:
        """Absolute targets of every link that was there at any moment."""

    @property
    def failure(self) -> str:
        """Why there is no HTML."""


class Browser(Protocol):
    """What reads pages with scripts; lives in `crawler.render`, lent by the command."""

    async def render(self, url: str) -> View:
        """Open one page. Raises StorewalkError when there is no browser to be had."""

    async def __aenter__(self) -> Any: ...

    async def __aexit__(self, *error: Any) -> None: ...


class Scripts:
    """Decides per template, from samples, whether a browser is needed."""

    def __init__(
        self, mode: Literal["auto", "always", "never"], browser: Browser | None, budget: int
    ) -> None:
        self.mode = mode
        self.browser = browser
        self.left = budget
        self.unread = 0
        """Pages that look empty and were not read in a browser: not wanted, none there, or budget
        spent."""
        self.missing = ""
        """Why there is no browser, when one was wanted."""
        self._needed: dict[Template, bool] = {}
        self._fruitless: Counter[Template] = Counter()

    def wanted(self, url: str, served: Reading) -> bool:
        """Whether to open a page in the browser as well."""
        if self.mode == "never":
            self.unread += served.contents.empty
            return False
        needed = self._needed.get(_template(url, served))
        wanted = self.mode == "always" or needed or (needed is None and served.contents.empty)
        if wanted and (self.browser is None or self.left <= 0):
            self.unread += 1
            return False
        return bool(wanted)

    async def view(self, url: str) -> View | None:
        """The page after its scripts ran; None when it did not open."""
        if self.browser is None:
            return None
        self.left -= 1
        try:
            seen = await self.browser.render(url)
        except StorewalkError as error:
            self.missing, self.browser = str(error), None
            self.unread += 1
            return None
        if seen.failure or not seen.html:
            log.info("%s: %s", url, seen.failure)
            self.unread += 1
            return None
        return seen

    def learn(self, url: str, served: Reading, seen: Reading) -> bool:
        """Compare the two views of a page. True: the browser's is the one to keep."""
        if self.mode == "always":
            return True
        template = _template(url, served)
        if _more(served, seen):
            self._needed[template] = True
        elif template not in self._needed:
            self._fruitless[template] += 1
            if self._fruitless[template] >= SAMPLES:
                self._needed[template] = False
        return self._needed.get(template, False)


def _template(url: str, served: Reading) -> Template:
    family = family_of(url)
    if family.pagination:  # the second page of a list is filled by the script of the first
        family = family_of(urljoin(url, family.folder or "/"))
    return served.kind, family.folder, family.names


def _more(served: Reading, seen: Reading) -> bool:
    before, after = served.contents, seen.contents
    return (
        after.links >= before.links + MORE_LINKS
        or (after.priced and not before.priced)
        or after.words >= max(before.words * 2, before.words + MORE_WORDS)
    )
