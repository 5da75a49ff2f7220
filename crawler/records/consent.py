"""What the own home page does before a choice about cookies, after refusing, after accepting."""

from enum import StrEnum

from crawler.records.base import Record
from crawler.records.tags import TagSeen


class Choice(StrEnum):
    """What the shopper has chosen when the page is opened."""

    NONE = "none"
    """Nothing was tapped."""
    REJECTED = "rejected"
    """What refuses was tapped; then the page was opened again."""
    ACCEPTED = "accepted"
    """What accepts everything was tapped; then the page was opened again."""


class ConsentPhase(Record):
    """The home page in a fresh browser, with one choice."""

    name: Choice
    complete: bool = False
    """False: it was not seen to its end, so nothing may be said about it: unknown, not sound."""
    note: str = ""
    """Why it is not complete, as a sentence."""
    pressed: str = ""
    """Text of what was tapped: "Only necessary". Empty: nothing was."""
    tags: tuple[TagSeen, ...] = ()
    """Seen after the choice. Nothing that they wanted to send left our browser."""
    cookies: dict[str, str] = {}
    """All in the browser in the end: name, and whose tag's it is (empty: of none that we know)."""
    hosts: tuple[str, ...] = ()
    """Other hosts that were asked for something after the choice, sorted. At most 50."""


class ConsentFacts(Record):
    """A line of consent.jsonl.gz: one site."""

    site: str
    url: str
    """The home page."""
    device: str
    """Profile name: phone."""
    cmp: str = ""
    """The consent tool: OneTrust, Cookiebot, Usercentrics, Didomi, Shopify customer privacy, a tool
    of the IAB framework, or a banner of its own. Empty: neither a tool nor a banner was seen."""
    wall: bool = False
    """It covers a good part of the first screen, so that mobile/consent-wall tells of it."""
    accept: str = ""
    """Text of the button that accepts everything. Empty: there is none."""
    refuse: str = ""
    """Text of the button that refuses, on the banner's first level. Empty: there is none."""
    phases: tuple[ConsentPhase, ...] = ()

    def phase(self, name: Choice) -> ConsentPhase | None:
        """The phase of this name. None: it was not tried."""
        return next((phase for phase in self.phases if phase.name is name), None)
