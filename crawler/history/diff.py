"""Tonight against what was known. Pure. "Fixed" needs proof that it was looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crawler.history.events import Event, EventKind, Known
from crawler.records import (
    Change,
    ChangeKind,
    CheckCard,
    CoverageLine,
    Finding,
    Scope,
    Severity,
)

PATIENCE = 7
"""Nights in which a shop that is not walked in turns, but never whole either, shows all of its
pages once: each night others refuse or do not answer. Our own limit."""
REOPEN_WITHIN = 30
"""A finding that comes back within so many runs is the old one. Our own limit."""


@dataclass(frozen=True, slots=True)
class Tonight:
    """What one run saw."""

    run: str
    findings: tuple[Finding, ...]
    cards: tuple[CheckCard, ...]
    coverage: dict[str, CoverageLine]
    whole: frozenset[str]
    """Sites that were seen completely."""
    untrusted: frozenset[str]
    """Sites whose walk was unhealthy: nothing of theirs is opened or closed."""
    same: frozenset[str] = frozenset()
    """Keys of pages that answered 304: byte for byte as they were when they were read."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """Keys of pages that were not asked tonight because it was not their turn, and the run in which
    they were: the rotation alone is no event, or each round would write every finding down."""
    as_before: frozenset[str] = frozenset()
    """On sites that were not walked whole: the site's id, and keys of pages that are as they were.
    What a check sees only beside other pages may still be true of them, and unseen tonight."""
    rounds: Mapping[str, int] = field(default_factory=dict)
    """Nights in which every page of a site has had its turn, where it is walked in turns."""


def compare(
    tonight: Tonight, known: dict[str, Known], runs: tuple[str, ...]
) -> tuple[tuple[Change, ...], list[Event]]:
    """Every change, worst first, and the events to append. `runs` are earlier run ids in order."""
    changes: list[Change] = []
    events: list[Event] = []
    bits = {card.id: (1 << number, card) for number, card in enumerate(tonight.cards)}
    found = {finding.id: finding for finding in tonight.findings}
    for finding in found.values():
        if finding.check in bits and bits[finding.check][1].news:
            changes.append(_happened(tonight.run, finding))
            continue
        change, event = _present(tonight.run, finding, known.get(finding.id), runs)
        changes.append(change)
        if event and finding.site not in tonight.untrusted:
            events.append(event)
    for finding_id, item in known.items():
        if not item.open or finding_id in found:
            continue
        kind = _absent(item, bits, tonight, runs)
        change = _change(kind, item, item.event, tonight.run, runs)
        subject = item.event.subject
        waits = "" if subject in tonight.coverage else tonight.waiting.get(subject, "")
        if waits and kind is ChangeKind.NOT_RECHECKED:
            changes.append(change.model_copy(update={"last_seen": max(waits, item.first_seen)}))
            continue
        changes.append(change)
        event = _closing(kind, item, tonight.run)
        if event:
            events.append(event)
    changes.sort(
        key=lambda item: (_ORDER.index(item.kind), item.severity.rank, item.check, item.url)
    )
    return tuple(changes), events


_ORDER = (
    ChangeKind.REOPENED,
    ChangeKind.NEW,
    ChangeKind.FIXED,
    ChangeKind.GONE,
    ChangeKind.RETIRED,
    ChangeKind.NOT_RECHECKED,
    ChangeKind.PERSISTING,
)


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """Number of changes of each kind, zeros included."""
    found = Counter(change.kind for change in changes)
    return {str(kind): found.get(kind, 0) for kind in ChangeKind}


def _present(
    run: str, finding: Finding, item: Known | None, runs: tuple[str, ...]
) -> tuple[Change, Event | None]:
    if item is not None and item.open:
        event = _event(run, EventKind.SEEN, finding) if item.unseen_since else None
        return _change(ChangeKind.PERSISTING, item, finding, run, runs), event
    if item is not None and item.closed in runs[-REOPEN_WITHIN:]:
        event = _event(run, EventKind.REOPENED, finding)
        reopened = Known(event, item.first_seen, open=True, reopened=item.reopened + 1)
        return _change(ChangeKind.REOPENED, reopened, finding, run, runs), event
    event = _event(run, EventKind.OPENED, finding)
    return _change(ChangeKind.NEW, Known(event, run, open=True), finding, run, runs), event


def _happened(run: str, finding: Finding) -> Change:
    """A change of last night: the history does not wait for its end."""
    event = _event(run, EventKind.OPENED, finding)
    return _change(ChangeKind.NEW, Known(event, run, open=True), finding, run, ())


def _absent(
    item: Known,
    bits: dict[str, tuple[int, CheckCard]],
    tonight: Tonight,
    runs: tuple[str, ...],
) -> ChangeKind:
    """Why an open finding was not found tonight."""
    event = item.event
    if event.check not in bits:
        return ChangeKind.RETIRED
    if event.site in tonight.untrusted:
        return ChangeKind.NOT_RECHECKED
    bit, card = bits[event.check]
    line = tonight.coverage.get(event.subject)
    if line is not None:
        if int(line.ran, 16) & bit:
            proven = card.alone or event.subject not in tonight.as_before
            if proven or _had_its_round(item, tonight, runs):
                return ChangeKind.FIXED
            return ChangeKind.NOT_RECHECKED
        if card.scope is Scope.PAGE and event.subject in tonight.same:
            return ChangeKind.PERSISTING
        return ChangeKind.GONE if line.gone else ChangeKind.NOT_RECHECKED
    if event.site not in tonight.whole:
        return ChangeKind.NOT_RECHECKED
    site = tonight.coverage.get(event.site)
    if card.scope is Scope.SITE and site is not None and int(site.ran, 16) & bit:
        return ChangeKind.FIXED  # a link target that nobody refers to any more
    return ChangeKind.GONE


def _had_its_round(item: Known, tonight: Tonight, runs: tuple[str, ...]) -> bool:
    """Whether every page should have been walked since it was looked for and not found."""
    if item.unseen_since is None:
        return False
    nights = tonight.rounds.get(item.event.site) or PATIENCE
    return sum(run >= item.unseen_since for run in runs) >= nights


def _closing(kind: ChangeKind, item: Known, run: str) -> Event | None:
    names = {
        ChangeKind.FIXED: EventKind.FIXED,
        ChangeKind.GONE: EventKind.GONE,
        ChangeKind.RETIRED: EventKind.RETIRED,
    }
    if kind in names:
        return item.event.model_copy(update={"run": run, "event": names[kind], "message": ""})
    if kind is ChangeKind.PERSISTING:
        seen = Event(run=run, event=EventKind.SEEN, id=item.event.id)
        return seen if item.unseen_since else None
    if item.unseen_since is None:
        return Event(run=run, event=EventKind.UNSEEN, id=item.event.id)
    return None


def _event(run: str, kind: EventKind, finding: Finding) -> Event:
    if kind is EventKind.SEEN:
        return Event(run=run, event=kind, id=finding.id)
    return Event(
        run=run,
        event=kind,
        id=finding.id,
        check=finding.check,
        subject=finding.subject,
        url=finding.url,
        about=finding.about,
        severity=finding.severity,
        site=finding.site,
        message=finding.message,
    )


def _change(
    kind: ChangeKind,
    item: Known,
    now: Finding | Event,
    run: str,
    runs: tuple[str, ...],
) -> Change:
    seen_tonight = isinstance(now, Finding) or kind is ChangeKind.PERSISTING
    last = run if seen_tonight else _last_seen(item, runs)
    nights = [name for name in (*runs, run) if item.first_seen <= name <= last]
    return Change(
        kind=kind,
        id=item.event.id,
        check=item.event.check,
        severity=Severity(now.severity),
        site=item.event.site,
        subject=item.event.subject,
        url=item.event.url,
        about=item.event.about,
        message=now.message or item.event.message,
        first_seen=item.first_seen,
        last_seen=last,
        times_seen=max(len(nights), 1),
        reopened=item.reopened,
    )


def _last_seen(item: Known, runs: tuple[str, ...]) -> str:
    if item.unseen_since is None:
        return runs[-1] if runs else item.event.run
    before = [name for name in runs if name < item.unseen_since]
    return before[-1] if before else item.event.run
