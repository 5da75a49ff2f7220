"""When a message is due. Pure: tonight, what was told, the settings and the time decide.

An error is told once, after it stayed for two runs; at once when nobody can buy or a price is
wrong. What comes and goes is never told, and a walk that was not sound tells nothing but that.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from crawler.config.messages import ChannelMute, Digest, QuietHours
from crawler.records import ChangeKind, Loss, Severity
from reports.messages.base import Kind
from reports.model.history import EventLine

FLAPS = 3
"""So many changes of state within FLAP_NIGHTS runs, and a finding is noise: going is one, coming
back is another. To come for the first time is none, so that an error which somebody mended and a
rollback brought back is told. Our own limits."""
FLAP_NIGHTS = 14
DOWN = "shop-down"
UNTRUSTED = "run-untrusted"
"""Names under which told.jsonl keeps what is no finding. A finding's id is 16 hex digits."""
URGENT = frozenset({Loss.PRICE, Loss.BASKET})
_FLIPS = frozenset({"reopened", "fixed", "gone"})

Reason = Literal["told", "mild", "flapping", "first", "unseen"]
"""Why an open finding is not told: it was told; its severity is below the limit; it comes and goes;
it was found for the first time tonight; nobody looked at it tonight."""
Held = Literal["", "quiet", "digest", "muted"]
"""Why a message that is due waits."""


@dataclass(frozen=True, slots=True)
class Open:
    """A finding that is open tonight."""

    id: str
    check: str
    severity: Severity
    kind: ChangeKind
    """new, reopened, persisting, or not_rechecked."""
    url: str = ""
    message: str = ""
    loss: Loss = Loss.NONE
    flaps: int = 0
    """Changes of state in the last FLAP_NIGHTS runs, tonight included."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the run as a whole."""

    id: str
    """DOWN or UNTRUSTED."""
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Tonight:
    """A run, as far as messages care."""

    run: str
    found: tuple[Open, ...] = ()
    trouble: Trouble | None = None
    """None: the shop answered and the walk was sound."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one way was given before this run and is not mended."""

    open: frozenset[str] = frozenset()
    unclear: bool = False
    """Whether something was told since the last all-clear."""
    last: str = ""
    """Run that was told of last; empty: none."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings of one way."""

    severity: Severity = Severity.ERROR
    quiet: QuietHours | None = None
    digest: Digest = ""
    mute: ChannelMute | None = None
    every_run: bool = False
    """Whether the way takes note of every run, also when nobody has to be told anything: it wakes
    nobody, so that quiet hours and digests are not for it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one way is told tonight."""

    kind: Kind
    due: tuple[Open, ...] = ()
    """Told for the first time, the gravest first; also when it is held."""
    trouble: Trouble | None = None
    """Told for the first time."""
    standing: tuple[Open, ...] = ()
    """Open findings that were told, and those of `due` unless they are held."""
    ids: tuple[str, ...] = ()
    """Of `due` and `trouble`."""
    standing_ids: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    """Told before, and open no more."""
    held: Held = ""
    left_out: dict[Reason, int] = field(default_factory=dict)
    """Open findings that are not told, by reason."""


def decide(tonight: Tonight, told: Told, policy: Policy, now: datetime) -> Decision:
    """What is due on one way. `now` is aware; only quiet hours and mutes ask for it."""
    trouble = tonight.trouble
    fresh = trouble if trouble and trouble.id not in told.open else None
    here = {finding.id for finding in tonight.found} | ({trouble.id} if trouble else set())
    mended = () if trouble else tuple(sorted(told.open - here))
    reasons = {finding.id: _why_not(finding, told, policy) for finding in tonight.found}
    due = () if trouble else tuple(
        sorted((one for one in tonight.found if reasons[one.id] is None), key=_gravest)
    )  # fmt: skip
    left = told.open - set(mended)
    clear = told.unclear and not left and not due and not trouble
    kind = _kind(fresh, due, clear)
    held = _held(kind, due, told, policy, tonight.run, now)
    if held == "digest":
        urgent = tuple(one for one in due if one.loss in URGENT)
        due, held = (urgent, "") if urgent else (due, held)
    shown = () if held else due
    standing = [one for one in tonight.found if one.id in left] + list(shown)
    ids = tuple(one.id for one in due) + ((fresh.id,) if fresh else ())
    return Decision(
        kind=kind,
        due=due,
        trouble=fresh,
        standing=tuple(sorted(standing, key=_gravest)),
        ids=ids,
        standing_ids=tuple(sorted(left | set(() if held else ids))),
        mended=mended,
        held=held,
        left_out=dict(Counter(reason for reason in reasons.values() if reason)),
    )


def flaps(events: Iterable[EventLine], runs: Sequence[str]) -> dict[str, int]:
    """Changes of state by finding id within the last FLAP_NIGHTS of `runs`, which rise."""
    nights = set(runs[-FLAP_NIGHTS:])
    return Counter(one.id for one in events if one.run in nights and one.event in _FLIPS)


def _why_not(finding: Open, told: Told, policy: Policy) -> Reason | None:
    if finding.id in told.open:
        return "told"
    if finding.severity.rank > policy.severity.rank:
        return "mild"
    if finding.flaps >= FLAPS:
        return "flapping"
    if finding.kind is ChangeKind.NOT_RECHECKED:
        return "unseen"
    if finding.kind is not ChangeKind.PERSISTING and finding.loss not in URGENT:
        return "first"
    return None


def _kind(trouble: Trouble | None, due: tuple[Open, ...], clear: bool) -> Kind:
    if trouble:
        return "down" if trouble.id == DOWN else "untrusted"
    return "worse" if due else "clear" if clear else "nothing"


def _held(
    kind: Kind, due: tuple[Open, ...], told: Told, policy: Policy, run: str, now: datetime
) -> Held:
    if kind == "nothing":
        return ""
    local = now.astimezone(ZoneInfo(policy.quiet.zone)) if policy.quiet else now
    if policy.mute and local.date() <= policy.mute.until:
        return "muted"
    if policy.every_run:
        return ""
    if policy.quiet and _within(policy.quiet, local):
        return "quiet"
    waits = kind in ("worse", "untrusted")
    if policy.digest and waits and _same_time(policy.digest, told.last, run):
        return "digest"
    return ""


def _within(quiet: QuietHours, local: datetime) -> bool:
    clock = local.time().replace(tzinfo=None)
    if quiet.start < quiet.until:
        return quiet.start <= clock < quiet.until
    return clock >= quiet.start or clock < quiet.until


def _same_time(digest: Digest, last: str, run: str) -> bool:
    """Whether a message of `last` was in the same day or week as a run."""
    if not last:
        return False
    before, today = date.fromisoformat(last[:10]), date.fromisoformat(run[:10])
    if digest == "daily":
        return before == today
    return before.isocalendar()[:2] == today.isocalendar()[:2]


_LOSSES = (Loss.BASKET, Loss.PRICE, Loss.HIDDEN, Loss.STOCK, Loss.NONE)


def _gravest(finding: Open) -> tuple[int, int, str, str, str]:
    order = _LOSSES.index(finding.loss)
    return (finding.severity.rank, order, finding.check, finding.url, finding.id)
