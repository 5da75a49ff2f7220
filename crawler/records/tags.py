"""Which tags of analytics and advertising a page loads, and what they send before any choice."""

from typing import ClassVar

from crawler.records.base import Record
from crawler.records.phone import PhoneSection


class TagSeen(Record):
    """One tag with one id."""

    tag: str
    """As people call it: "Google Analytics 4", "Meta Pixel"."""
    kind: str
    """analytics, marketing or container (a manager that loads others)."""
    id: str = ""
    """G-ABC1234567. Empty: it does not say."""
    loaded: bool = False
    """Its program was asked for."""
    hits: int = 0
    """What it wanted to send; none of it left our browser."""
    free_hits: int = 0
    """Those of `hits` that do not say that consent is denied (Google's gcs=G100)."""
    page_views: tuple[str, ...] = ()
    """A page view each, retries of one left out: the address that it names, without query."""


class TagFacts(PhoneSection):
    """Tags of one look. Nothing was tapped, so no choice about cookies had been made."""

    of_layout: ClassVar[bool] = False

    tags: tuple[TagSeen, ...] = ()
    cookies: dict[str, str] = {}
    """Cookies of tags in our browser: name and whose it is."""
    written: tuple[str, ...] = ()
    """Ids that the rendered page names anywhere, loaded or not."""
    expected: tuple[str, ...] = ()
    """Ids that the settings say should be there."""
    complete: bool = True
    """False: other companies' files were kept out, so what is missing means nothing."""
