"""What the feed tells: one entry for each check and night with new or reopened problems."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.records import Severity
from reports.language import ngettext, number
from reports.model.findings import issue_href, title_of
from reports.model.night import Night
from reports.model.parts import told
from reports.model.words import clip

NIGHTS = 30
"""How many nights a feed goes back: who was away for a month misses nothing."""
ENTRIES = 300
"""How many entries it holds at most, the newest first: a reader takes no more than that at once."""
EXAMPLES = 5
SINCE = "2026"
"""Date in the `tag:` addresses (RFC 4151): the year in which they began. It never changes."""

_TOLD = {"opened": "new", "reopened": "reopened", "new": "new"}
_GRAVE = (Severity.ERROR.value, Severity.WARNING.value)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """New or reopened problems of one check in one night."""

    id: str = field(metadata=told("A tag: address that never changes."))
    title: str = field(metadata=told("What happened, in one line."))
    updated: str = field(metadata=told("Start of the night's walk, RFC 3339 in UTC."))
    href: str = field(metadata=told("Page of this site."))
    severity: str = field(metadata=told("error or warning: the worst of them."))
    examples: tuple[tuple[str, str], ...] = field(
        metadata=told("URL and message of the first of them.")
    )
    more: str = field(metadata=told("How many others there are; may be empty."))


@dataclass(frozen=True, slots=True)
class Feed:
    """feed.xml"""

    id: str = field(metadata=told("A tag: address that never changes."))
    updated: str = field(metadata=told("Start of tonight's walk, RFC 3339 in UTC."))
    entries: tuple[FeedEntry, ...] = field(metadata=told("Newest first; empty: nothing came."))


@dataclass(frozen=True, slots=True)
class _Came:
    """One finding that came in a night."""

    kind: str
    severity: str
    url: str
    message: str


def feed(night: Night) -> Feed:
    """The feed of the last 30 nights. The very first night is none: all of it would be new."""
    host = (urlsplit(night.own_site.url).hostname if night.own_site else "") or "storewalk.invalid"
    tag = f"tag:{host},{SINCE}:storewalk/{night.own}"
    groups: dict[tuple[str, str], list[_Came]] = defaultdict(list)
    for run, check, came in (*_earlier(night), *_tonight(night)):
        groups[run, check].append(came)
    entries = [_entry(night, tag, *key, group) for key, group in groups.items()]
    entries.sort(key=lambda entry: (entry.severity, entry.id))
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return Feed(tag, _moment(night.manifest.started_at), tuple(entries[:ENTRIES]))


def _earlier(night: Night) -> Iterator[tuple[str, str, _Came]]:
    runs = [line.run for line in night.history.runs]
    nights = {run for run in runs[1:] if run < night.manifest.run}
    last = set(sorted(nights)[-NIGHTS + 1 :])
    for event in night.history.events:
        if event.run in last and event.event in _TOLD and event.severity in _GRAVE:
            came = _Came(_TOLD[event.event], event.severity, event.url, event.message)
            yield event.run, event.check, came


def _tonight(night: Night) -> Iterable[tuple[str, str, _Came]]:
    if night.first_night or night.diff is None:
        return
    for change in night.diff.changes:
        if change.kind.value in _TOLD and change.severity.value in _GRAVE:
            kind = _TOLD[change.kind.value]
            came = _Came(kind, change.severity.value, change.url, change.message)
            yield night.manifest.run, change.check, came


def _entry(night: Night, tag: str, run: str, check: str, group: list[_Came]) -> FeedEntry:
    group.sort(key=lambda came: (came.severity, came.url, came.message, came.kind))
    rest = len(group) - EXAMPLES
    known = any(card.id == check for card in night.cards)
    return FeedEntry(
        id=f"{tag}/{run}/{check}",
        title=_title(group, clip(title_of(night, check), 200)),
        updated=_started(night, run),
        href=issue_href(check) if known else "changes.html",
        severity=group[0].severity,
        examples=tuple((came.url, clip(came.message, 200)) for came in group[:EXAMPLES]),
        more=ngettext("and {n} more", "and {n} more", rest).format(n=number(rest))
        if rest > 0 else "",
    )  # fmt: skip


def _title(group: list[_Came], check: str) -> str:
    new = sum(came.kind == "new" for came in group)
    back = len(group) - new
    if not back:
        text = ngettext("{n} new: {check}", "{n} new: {check}", new)
        return text.format(n=number(new), check=check)
    if not new:
        text = ngettext("{n} came back: {check}", "{n} came back: {check}", back)
        return text.format(n=number(back), check=check)
    text = ngettext(
        "{new} new, {n} came back: {check}", "{new} new, {n} came back: {check}", back
    )  # fmt: skip
    return text.format(new=number(new), n=number(back), check=check)


def _started(night: Night, run: str) -> str:
    if run == night.manifest.run:
        return _moment(night.manifest.started_at)
    found = next((line.started_at for line in night.history.runs if line.run == run), "")
    try:
        return _moment(datetime.fromisoformat(found))
    except ValueError:  # a history that was written by hand: the day is in the run's name
        return f"{run[:10]}T00:00:00Z"


def _moment(time: datetime) -> str:
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
