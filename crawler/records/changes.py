"""What is different from the last run."""

from datetime import datetime
from enum import StrEnum

from crawler.records.base import Record
from crawler.records.finding import Severity


class ChangeKind(StrEnum):
    """The six states of a finding between two nights, and `retired` for a check that went."""

    NEW = "new"
    PERSISTING = "persisting"
    REOPENED = "reopened"
    FIXED = "fixed"
    """Its page was seen, its check ran, and it was not found again."""
    NOT_RECHECKED = "not_rechecked"
    """It could not be looked at tonight; it stays open."""
    GONE = "gone"
    """Its page answers 404 or 410, or left the shop."""
    RETIRED = "retired"
    """Its check was switched off or removed."""

    @property
    def is_open(self) -> bool:
        """Whether the finding is still true, as far as anybody knows."""
        return self not in (ChangeKind.FIXED, ChangeKind.GONE, ChangeKind.RETIRED)


class Change(Record):
    """One finding and what happened to it."""

    kind: ChangeKind
    id: str
    check: str
    severity: Severity
    site: str
    subject: str
    url: str
    about: str = ""
    message: str = ""
    """Tonight's words, or the last ones known."""
    first_seen: str
    """Run id of the night it was first found."""
    last_seen: str
    times_seen: int = 1
    reopened: int = 0
    """How often it came back."""


class PriceChange(Record):
    """A price or stock state that differs from the last one known."""

    site: str
    url: str
    sku: str | None = None
    name: str | None = None
    currency: str | None = None
    before: str | None = None
    """Decimal as string; None: no price was known."""
    now: str | None = None
    availability_before: str | None = None
    availability_now: str | None = None
    since: str = ""
    """Run id in which `before` was first seen."""


class RunDiff(Record):
    """changes.json"""

    run: str
    previous: str | None = None
    """Run id compared with. None on the first night."""
    trusted: bool = True
    """False: the run was unhealthy, so nothing was closed."""
    counts: dict[str, int] = {}
    changes: tuple[Change, ...] = ()
    """Every open finding and every one that ended tonight."""
    prices: tuple[PriceChange, ...] = ()
    created_at: datetime | None = None
