"""What became of each check on each site, counted while pages stream by."""

import traceback
from dataclasses import dataclass, field

from crawler.records import CheckTally

_FRAMES = -6
"""Innermost frames of a traceback that are kept."""


@dataclass(slots=True)
class Tally:
    """Counts of one check on one site, as CheckTally has them."""

    passed: int = 0
    flagged: int = 0
    problems: int = 0
    not_applicable: int = 0
    crashed: int = 0
    muted: int = 0
    first_crash: str = ""

    def crash(self) -> None:
        """Count the exception that is being handled; the first one is kept."""
        self.crashed += 1
        self.first_crash = self.first_crash or traceback.format_exc(limit=_FRAMES)

    def count(self, problems: int | None) -> None:
        """Count a verdict: None is not applicable."""
        if problems is None:
            self.not_applicable += 1
        elif problems:
            self.flagged += 1
            self.problems += problems
        else:
            self.passed += 1


@dataclass(slots=True)
class Tallies:
    """One tally for each check and site that were brought together."""

    rows: dict[tuple[str, str], Tally] = field(default_factory=dict)

    def of(self, check: str, site: str) -> Tally:
        """The tally of a check on a site."""
        return self.rows.setdefault((check, site), Tally())

    def merge(self, other: "Tallies") -> None:
        """Add what was counted over other pages."""
        for (check, site), row in other.rows.items():
            mine = self.of(check, site)
            for name in Tally.__slots__:
                if name != "first_crash":
                    setattr(mine, name, getattr(mine, name) + getattr(row, name))
            mine.first_crash = mine.first_crash or row.first_crash

    def records(self) -> tuple[CheckTally, ...]:
        """Sorted by check and site."""
        return tuple(
            CheckTally(
                check=check,
                site=site,
                **{name: getattr(row, name) for name in Tally.__slots__},
            )
            for (check, site), row in sorted(self.rows.items())
        )
