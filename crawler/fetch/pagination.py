"""The page after the last one of a list: what the shop answers where nothing is left."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.fetch import answer
from crawler.records import (
    HostProbe,
    LinkFacts,
    PageKind,
    PageLinks,
    PageRecord,
    PageState,
    PastEnd,
    Region,
    page_key,
)

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.fetch.walk import SiteWalk

MOST_PATTERNS = 3
"""Ways of numbering of which one list each is asked: so many requests a night at most."""
_PARAMETER = re.compile(
    r"(?P<start>\?(?P<word>page|p|paged|pg|seite|pagina|pagenumber|page_number)=)"
    r"(?P<number>\d{1,4})(?P<end>)$",
    re.IGNORECASE,
)
_FOLDER = re.compile(
    r"(?P<start>/(?P<word>page|seite|pagina)[/-]?)(?P<number>\d{1,4})(?P<end>/?)$", re.IGNORECASE
)
_NO_LISTS = frozenset({PageKind.SEARCH, PageKind.SYSTEM, PageKind.POLICY, PageKind.CONTENT})


@dataclass(slots=True)
class Series:
    """One list whose pages are numbered in the address."""

    pattern: str
    """How it is numbered: "?page=" or "/page/"."""
    last: str
    """The page with the highest number that answered well."""
    number: int
    after: str
    """The address of the page after it."""


async def past_ends(walk: "SiteWalk") -> tuple[PastEnd, ...]:
    """Ask one list of each way of numbering for the page after its last. Never raises for an
    answer; what did not answer, or showed a bot wall or an empty shell, is left out."""
    found: dict[str, PastEnd] = {}
    asked: set[str] = set()
    for series in series_of(walk.frontier.answered_well()):
        if len(asked) == MOST_PATTERNS or walk.door.closed or time.monotonic() >= walk.deadline:
            break
        if series.pattern in asked or not _may_ask(walk, series.after):
            continue
        asked.add(series.pattern)
        said = await _asked(walk, series)
        if said is not None:
            found[series.pattern] = said
    return tuple(found.values())


def series_of(urls: Iterable[str]) -> Iterator[Series]:
    """The lists of which page 2 or later answered, in the order in which they were found."""
    found: dict[str, Series] = {}
    for url in urls:
        match = _PARAMETER.search(url) or ("?" not in url and _FOLDER.search(url)) or None
        if match is None or (match["word"].lower() == "p" and urlsplit(url).path == "/"):
            continue  # /?p=12 is an article of WordPress
        number, start = int(match["number"]), url[: match.start("number")]
        known = found.get(start)
        if number > 1 and (known is None or number > known.number):
            after = f"{start}{number + 1}{match['end']}"
            series = Series(match["start"].lower(), url, number, after)
            found[start] = series
    yield from found.values()


def _may_ask(walk: "SiteWalk", url: str) -> bool:
    """Whether the address is new to the walk, allowed, and changes nothing."""
    scope = walk.scope
    try:
        same = scope.address(url) == url
    except ValueError:
        return False
    return (
        same
        and not walk.frontier.knows(url)  # then a page links to it, and the end is elsewhere
        and scope.allowed(url)
        and scope.in_section(url)
        and not scope.adapter.is_trap(url)
        and not walk.traps.closed(url)
        and scope.adapter.kind_of(url, None) not in _NO_LISTS
    )


async def _asked(walk: "SiteWalk", series: Series) -> PastEnd | None:
    try:
        response = await walk.door.ask(series.after)
    except Exception:  # noqa: BLE001 - no answer says nothing about the end of a list
        return None
    return _past_end(walk, series, response)


def _past_end(walk: "SiteWalk", series: Series, response: "Response") -> PastEnd | None:
    state = answer.page_state(response)
    http = answer.http_facts(response)
    probe = HostProbe(url=series.after, status=http.status, location=http.location)
    if state is PageState.BLOCKED or (http.status or 0) >= 500:
        return None
    if state is not PageState.OK:
        return PastEnd(pattern=series.pattern, last=series.last, probe=probe)
    record = PageRecord(
        key=page_key(walk.shop.id, series.after), site=walk.shop.id, url=series.after,
        state=state, http=http,
    )  # fmt: skip
    reading = walk.reader.read(record, response.body, answer.headers_of(response))
    page = PageRecord.model_validate_json(reading.page)
    links = PageLinks.model_validate_json(reading.links).links
    if page.outline is None or page.head is None or not page.outline.word_count:
        return None
    shown = {
        "title": next(iter(page.head.titles), "")[:300],
        "text_digest": page.outline.text_digest,
    }
    return PastEnd(
        pattern=series.pattern,
        last=series.last,
        probe=probe.model_copy(update=shown),
        noindex=page.head.noindex,
        canonical=page.head.canonical,
        products=len(page.tiles.tiles) if page.tiles is not None else 0,
        words=page.outline.word_count,
        news=_news(walk, series.after, links),
    )


def _news(walk: "SiteWalk", url: str, links: LinkFacts) -> int:
    """Plain addresses in the main part that the walk did not know."""
    here = urlsplit(url)
    unknown: set[str] = set()
    for link in links.links:
        if link.url is None or link.tag != "a" or link.region is not Region.MAIN:
            continue
        parts = urlsplit(link.url)
        if parts.path == here.path or _FOLDER.search(link.url) or _PARAMETER.search(link.url):
            continue
        if walk.scope.internal(link.url) and not walk.frontier.knows(link.url):
            unknown.add(link.url)
    return len(unknown)
