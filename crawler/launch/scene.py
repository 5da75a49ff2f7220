"""What every kind of difference is looked for in, and how one is written down."""

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.launch.hosts import Hosts
from crawler.launch.pairs import Pairs
from crawler.launch.redirect_map import MapRow
from crawler.launch.sides import Seen, Side
from crawler.records import PageState, Severity
from crawler.records.launch import Difference, Unseen
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchKind

LONGEST = 500
"""Characters of a text that are kept in a difference."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Both shops and what belongs together."""

    hosts: Hosts
    live: Side
    staging: Side
    pairs: Pairs
    rows: Sequence[MapRow] = ()
    """The redirect map."""


def differs(
    kind: LaunchKind,
    live: str = "",
    staging: str = "",
    *,
    about: str = "",
    was: str = "",
    now: str = "",
    severity: Severity | None = None,
    pages: int = 1,
) -> Difference:
    """A difference, as grave as its kind unless `severity` says otherwise."""
    return Difference(
        kind=kind,
        severity=severity or LAUNCH_CARDS[kind].severity,
        live=live,
        staging=staging,
        about=about[:LONGEST],
        was=was[:LONGEST],
        now=now[:LONGEST],
        pages=pages,
    )


def unseen(page: Seen | None) -> Unseen | None:
    """Why nothing is known of a page. None: it answered, well or not."""
    if page is None:
        return Unseen.BUDGET
    return _UNSEEN.get(page.state)


_UNSEEN = {
    PageState.ROBOTS: Unseen.ROBOTS,
    PageState.BLOCKED: Unseen.BLOCKED,
    PageState.FAILED: Unseen.FAILED,
    PageState.NOT_HTML: Unseen.NOT_HTML,
}
