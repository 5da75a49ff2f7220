"""A shop that is larger than a night: whose turn it is tonight, and when all had theirs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson

from crawler import __version__
from crawler.fetch.frontier import Task, Turn
from crawler.records import PageKind
from crawler.records.codec import raw_lines

if TYPE_CHECKING:
    from crawler.fetch.walk import SiteWalk

LEAST_SHARE = 0.25
"""Of what is left after the watched pages the rotation gets at least so much, however many pages
are new or faulty: else a round would never end. Our own limit."""
MONEY_SHARE, FLAGGED_SHARE = 0.25, 0.5
"""Of a night's pages that are money pages, and faulty ones, at most; the other ones rotate. Our own
limits: in a shop with a fault on every page that fault must not stop the rotation."""
SAMPLES = 3
"""Pages of each other kind that are walked every night, for the templates that make them."""
NOISE = 0.5
"""Above this share of pages whose date in the sitemap is another than last time, the dates are
those of the sitemap and say nothing of the pages. Our own limit."""
TRUSTED_DAYS = 30
"""For so long answers "unchanged" are taken for a page that was read; then it is read anew."""

_MONEY = frozenset({PageKind.CATEGORY, PageKind.SYSTEM, PageKind.POLICY})
_GONE = frozenset({404, 410})
_LATEST = "~"
"""Behind every run's name: asked in the last night."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier nights left for the order of tonight. Without a file: a first night."""

    file: Path | None = None
    """Lines of EarlierPage by site and URL."""
    night: str = ""
    """Run of the file."""
    flagged: Callable[[], Mapping[tuple[str, str], int]] = dict
    """Site and URL of every page with an open error or warning, and the rank of the worst, 0 for
    an error. Only asked when it is needed."""
    cut: frozenset[str] = frozenset()
    """Sites of which that night left known pages for later."""
    today: date = date.min
    """Day of this run, in UTC."""
    tools: Mapping[str, str] = field(default_factory=dict)
    """Version of Storewalk by run."""


@dataclass(frozen=True, slots=True)
class Round:
    """The rotation of one site tonight."""

    waiting: int
    """Pages that have no other turn."""
    asked_for: int | None
    """Nights in which the settings want a round to end."""

    def nights(self, rotated: int) -> int:
        """Nights in which every page has had its turn, at tonight's pace; 0: never."""
        return max(1, ceil(self.waiting / rotated)) if rotated or not self.waiting else 0


def begin_round(walk: "SiteWalk", memory: Memory) -> Round | None:
    """Give what earlier nights knew of a site its turn. None: tonight reaches all of it anyway.

    The sitemaps must have been read.
    """
    if memory.file is None or walk.crawl.discover == "list":
        return None
    look = _count(walk, memory)
    listed = sum(map(walk.wants, walk.frontier.listed()))
    known = look.known + listed - look.listed
    if known <= walk.frontier.budget and walk.shop.id not in memory.cut:
        return None
    _choose(walk, memory, look)
    nights = walk.crawl.rotation_nights
    wanted = known / nights / walk.frontier.budget if nights else 0.0
    walk.frontier.rotation_share = min(1.0, max(LEAST_SHARE, wanted))
    return Round(_rank(walk, memory, look), nights)


@dataclass(slots=True)
class _Look:
    """A first look at what is known, to count and to choose."""

    known: int = 0
    listed: int = 0
    changed: int = 0
    money: frozenset[str] = frozenset()
    flagged: frozenset[str] = frozenset()

    @property
    def dated(self) -> bool:
        """Whether the dates of the sitemap tell pages that changed."""
        return self.changed <= NOISE * self.listed


def _count(walk: "SiteWalk", memory: Memory) -> _Look:
    look = _Look()
    for row in _rows(walk, memory):
        look.known += 1
        if walk.frontier.listed_in(row["url"]):
            look.listed += 1
            look.changed += _changed(walk, row)
    return look


def _choose(walk: "SiteWalk", memory: Memory, look: _Look) -> None:
    """The pages that are walked every night, within their parts of it."""
    money: list[str] = []
    samples: dict[str, list[str]] = {}
    known_faults = memory.flagged()
    faulty: list[tuple[int, str, str]] = []
    for row in _rows(walk, memory):
        url, kind = row["url"], row.get("kind", PageKind.OTHER)
        if (rank := known_faults.get((row["site"], url))) is not None:
            faulty.append((rank, _due(row), url))
        if row["state"] != "ok":
            continue
        if kind in _MONEY:
            money.append(url)
        elif len(samples.setdefault(kind, [])) < SAMPLES:
            samples[kind].append(url)
    most = int(walk.frontier.budget * MONEY_SHARE)
    # The shorter the way, the higher it stands in the shop's navigation.
    chosen = sorted(money, key=lambda url: (urlsplit(url).path.count("/"), len(url), url))[:most]
    look.money = frozenset(chosen).union(*samples.values())
    worst = sorted(faulty)[: int(walk.frontier.budget * FLAGGED_SHARE)]
    look.flagged = frozenset(url for _, _, url in worst)


def _rank(walk: "SiteWalk", memory: Memory, look: _Look) -> int:
    """Puts every known page into the queue; returns how many only wait for their night."""
    rotating = 0
    for row in _rows(walk, memory):
        url = row["url"]
        if url in look.money:
            turn = Turn.MONEY
        elif url in look.flagged:
            turn = Turn.FLAGGED
        elif look.dated and _changed(walk, row):
            turn = Turn.CHANGED
        else:
            turn = Turn.ROTATION
            rotating += 1
        validators = _validators(walk, memory, row) if turn >= Turn.CHANGED else {}
        walk.frontier.rank(Task(url, validators=validators), turn, _due(row))
    for url in walk.frontier.listed():
        # Never asked: before all that were, and counted, so that a round means the whole shop.
        if walk.wants(url) and not walk.frontier.knows(url):
            walk.frontier.rank(Task(url), Turn.ROTATION, "")
            rotating += 1
    return rotating


def _rows(walk: "SiteWalk", memory: Memory) -> Iterator[dict[str, Any]]:
    """Lines of the pages that the walk would ask for, as JSON."""
    listed_only = walk.crawl.discover == "sitemap"
    for line in raw_lines(memory.file) if memory.file else ():
        row = orjson.loads(line)
        if row["site"] != walk.shop.id or row.get("status") in _GONE:
            continue
        if walk.wants(row["url"]) and (not listed_only or walk.frontier.listed_in(row["url"])):
            yield row


def _due(row: dict[str, Any]) -> str:
    """The run in which a page was last asked, so that the smallest has waited longest."""
    return row.get("last") or _LATEST


def _changed(walk: "SiteWalk", row: dict[str, Any]) -> bool:
    before, now = row.get("lastmod"), walk.frontier.lastmod_of(row["url"])
    return bool(before and now and before != now)


def _validators(walk: "SiteWalk", memory: Memory, row: dict[str, Any]) -> dict[str, str]:
    """Nothing for what this version has not read, or not for long: its checks may say more."""
    if not walk.crawl.revalidate or walk.crawl.keep_html or row["state"] not in ("ok", "same"):
        return {}
    read = row.get("full") or row.get("last") or memory.night
    if memory.tools.get(read) != __version__ or _days(read, memory.today) > TRUSTED_DAYS:
        return {}
    named = {"If-None-Match": row.get("etag"), "If-Modified-Since": row.get("modified")}
    return {name: value for name, value in named.items() if value}


def _days(run: str, night: date) -> int:
    return (night - date.fromisoformat(run[:10])).days
