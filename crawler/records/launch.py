"""A new shop beside the live one: everything that differs, and what was compared."""

from enum import StrEnum

from crawler.records.base import Record
from crawler.records.finding import Severity
from crawler.records.launch_kinds import LaunchKind


class Difference(Record):
    """One thing that is not on staging as it is on live."""

    kind: LaunchKind
    severity: Severity
    """As the card of its kind says, unless the kind tells of exceptions."""
    live: str = ""
    """Address on live. Empty: there is none, or the whole shop is meant."""
    staging: str = ""
    """Address on staging. Empty: there is none."""
    about: str = ""
    """What of the page: a property, a check, a file, a line of the map. Empty: the kind says it."""
    was: str = ""
    """On live, as the pages write it, with staging's host put in place of the live one where the
    two are compared. Empty: nothing."""
    now: str = ""
    """On staging. For states: a status, or a word of `Unseen`; for speed milliseconds, for shifts
    the score, for screens percent of the pixels."""
    pages: int = 1
    """How many pages have it."""


class Unseen(StrEnum):
    """Why something was not compared: the values of `Difference.now` beside statuses."""

    BUDGET = "not reached"
    ROBOTS = "robots"
    BLOCKED = "blocked"
    FAILED = "no answer"
    NOT_HTML = "not a page"
    NO_LOOK = "no look"
    NO_PRODUCT = "no product"


class Way(StrEnum):
    """How the page of staging that belongs to a live page was found."""

    SAME = "same"
    """The same path and query."""
    MAP = "map"
    """The redirect map names it."""
    REDIRECT = "redirect"
    """Staging redirects there."""


class MapLine(Record):
    """A tested line of the redirect map."""

    line: int
    """In the file, from 1 with the heading."""
    source: str
    """Path, as staging was asked."""
    target: str = ""
    """Path. Empty: the page is meant to be gone."""
    ended: str = ""
    """Where staging led to in the end. Empty: nowhere."""
    status: int | None = None
    """Of the first answer. None: it was not seen."""
    steps: int = 0
    faults: tuple[LaunchKind, ...] = ()


class LaunchScreen(Record):
    """One page on the same phone, live and on staging."""

    live: str
    staging: str
    device: str
    before: str = ""
    """Picture of live, in the shots of staging's run. Empty: the two are equal."""
    after: str
    difference: str = ""
    """What changed in red. Empty: nothing did."""
    width: int
    height: int
    share: float = 0.0
    """Of the pixels that keep still, those that differ; 0 to 1."""
    lcp_ms: tuple[float | None, float | None] = (None, None)
    """Live, staging."""
    cls: tuple[float | None, float | None] = (None, None)


class Follows(Record):
    """Addresses of staging that live writes with its own host in the same place: they are made of
    the shop's address, and are right as soon as that is set."""

    kind: LaunchKind
    pages: int
    example: str
    """One of them, as written."""


class LaunchFacts(Record):
    """launch.json: a new shop beside the live one."""

    live: str
    """Home page."""
    staging: str
    live_run: str
    """Run id."""
    staging_run: str
    live_pages: int = 0
    """Pages that live shows."""
    staging_pages: int = 0
    paired: dict[Way, int] = {}
    screens_compared: int = 0
    differences: tuple[Difference, ...] = ()
    """In the order of LaunchKind, errors first."""
    complete: bool = True
    """Whether live was walked to its end. Otherwise nobody knows which pages are new, and what
    checks say of the whole shop is not compared."""
    added: tuple[str, ...] = ()
    """Pages of staging to which no live page belongs; empty unless `complete`."""
    map_lines: tuple[MapLine, ...] = ()
    map_file: str = ""
    """Name of the redirect map. Empty: none was given."""
    screens: tuple[LaunchScreen, ...] = ()
    follows: tuple[Follows, ...] = ()
    unlooked: tuple[LaunchKind, ...] = ()
    """Kinds that nobody looked for: without a browser, a redirect map, a robots.txt."""
    notes: tuple[str, ...] = ()
    """What was wrong with the two walks; English."""

    def count(self, severity: Severity) -> int:
        """Differences of a severity."""
        return sum(one.severity is severity for one in self.differences)
