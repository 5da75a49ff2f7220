"""Whether the walk itself was sound: what is missing tonight must not be called fixed."""

from collections.abc import Mapping

from crawler import room
from crawler.config import StoreConfig
from crawler.fetch.rotation import Round
from crawler.fetch.walk import SiteWalk
from crawler.records import HealthNote, PageState, Role

BLOCKED_SHARE = 0.3
"""Above this share of refusals the pages seen say nothing about the shop. Our own limit."""
THROTTLED_SHARE = 0.05
"""Above this share of 429, 503 and bot walls, timeouts of the run are doubtful.
Source: seo-links catalogue, check run-throttled (2026-11-23)."""
OUTAGE_SHARE = 0.2
"""Above this share of 5xx and missing answers the shop was down rather than faulty."""
HALF_EMPTY = 0.5
"""Below this share of the pages of earlier runs the walk is incomplete.
Source: seo-links catalogue, check run-incomplete (2026-11-23)."""

_FAILURES = {
    "dns": "has a host name that does not exist",
    "refused": "refuses connections",
    "timeout": "did not answer in time",
    "tls": "has a certificate that cannot be trusted",
    "private_address": "is a private address that the configuration does not name",
}


def health_notes(walk: SiteWalk, *, pages_before: int | None) -> list[HealthNote]:
    """What was wrong with the walk of one site. `pages_before` are OK pages that it should find."""
    counts = {PageState(state): number for state, number in walk.writer.counts_of(walk.shop.id)}
    asked = sum(number for state, number in counts.items() if state is not PageState.ROBOTS)
    notes = [
        _unreachable(walk, counts),
        _full(walk),
        _blocked(walk, counts, asked),
        _outage(walk, counts, asked),
        _incomplete(walk, counts, pages_before),
        _truncated(walk),
        _unread(walk),
    ]
    return [note for note in notes if note is not None]


def _unreachable(walk: SiteWalk, counts: Mapping[PageState, int]) -> HealthNote | None:
    if walk.stopped.startswith("robots.txt"):
        return _note(
            walk,
            "robots-5xx",
            f"{walk.stopped}, which means that nothing may be fetched.",
            "Mend robots.txt. For your own shop only: crawl.respect_robots: false",
            fatal=True,
        )
    if counts.get(PageState.OK) or not counts:
        return None
    said = walk.frontier.said(walk.shop.url)
    words = "was not reached"
    if said is not None and said.state is PageState.ROBOTS:
        words = "is forbidden to us by robots.txt"
    elif said is not None:
        words = f"answered {said.status}" if said.status else _FAILURES.get(
            said.failure or "", "did not answer"
        )  # fmt: skip
    return _note(
        walk,
        "run-incomplete",
        f"No page could be read: {walk.shop.url} {words}.",
        "Open the address in a browser. Is it spelled right, and does the shop let robots in?",
        fatal=True,
    )


def _blocked(walk: SiteWalk, counts: Mapping[PageState, int], asked: int) -> HealthNote | None:
    blocked = counts.get(PageState.BLOCKED, 0)
    if not asked or not blocked:
        return None
    share = blocked / asked
    hint = (
        f"Walk slower (crawl.requests_per_second: {_half(walk)}), or ask "
        "the shop's admin to let in our user agent."
    )
    if share > BLOCKED_SHARE or (
        walk.stopped and walk.stopped not in room.ENDS and not walk.stopped.startswith("robots")
    ):
        return _note(
            walk, "run-blocked", f"{blocked} of {asked} pages were refused.", hint, fatal=True
        )
    if share > THROTTLED_SHARE:
        return _note(walk, "run-throttled", f"{blocked} of {asked} pages were refused.", hint)
    return None


def _half(walk: SiteWalk) -> str:
    return f"{min(walk.crawl.requests_per_second, walk.door.pace.rate_now) / 2:.1g}"


def _outage(walk: SiteWalk, counts: Mapping[PageState, int], asked: int) -> HealthNote | None:
    failed = counts.get(PageState.FAILED, 0)
    errors = walk.frontier.server_errors()
    if not counts.get(PageState.OK) or (failed + errors) / max(asked, 1) <= OUTAGE_SHARE:
        return None
    return _note(
        walk,
        "run-outage",
        f"{failed + errors} of {asked} pages answered with a server error or not at all.",
        "The shop was probably down. Walk it again when it is up.",
        fatal=True,
    )


def _incomplete(
    walk: SiteWalk, counts: Mapping[PageState, int], pages_before: int | None
) -> HealthNote | None:
    seen = counts.get(PageState.OK, 0) + counts.get(PageState.SAME, 0)
    known = seen + walk.frontier.left  # what waits for its turn is not missing
    some = isinstance(walk.shop, StoreConfig) and walk.shop.only
    if some or walk.crawl.discover == "list":
        return None  # fewer pages were asked for; what was not asked is kept as it is known
    if not pages_before or not seen or known >= pages_before * HALF_EMPTY:
        return None
    return _note(
        walk,
        "run-incomplete",
        f"{known} pages were found, {pages_before} in the nights before.",
        "If the shop really shrank, the next night agrees with this one.",
        fatal=True,
    )


def _full(walk: SiteWalk) -> HealthNote | None:
    if walk.stopped not in room.ENDS:
        return None
    return _note(
        walk,
        "run-disk-full",
        f"{walk.stopped.capitalize()}: the walk ended early, and links and files were not checked.",
        "Free some space, and walk again. What was read is judged; the rest is not known.",
    )


def _truncated(walk: SiteWalk) -> HealthNote | None:
    if not walk.frontier.left or walk.stopped in room.ENDS:
        return None
    limit = walk.shop.max_pages or walk.crawl.max_pages
    what = f"max_pages: {limit}" if walk.frontier.taken >= walk.frontier.budget else "max_minutes"
    if walk.round is not None:
        return _rotating(walk, walk.round, what)
    return _note(
        walk,
        "run-truncated",
        f"{walk.frontier.left:,} known pages were not reached ({what}).",
        "Raise the limit in the configuration if the nightly job has the time.",
    )


def _rotating(walk: SiteWalk, plan: Round, limit: str) -> HealthNote:
    nights = plan.nights(walk.frontier.rotated)
    when = f"all have had their turn within {nights} nights" if nights else "none had its turn"
    message = f"{walk.frontier.left:,} known pages wait for their night; {when} ({limit})."
    late = plan.asked_for is not None and not 0 < nights <= plan.asked_for
    return _note(
        walk,
        "run-truncated",
        message,
        f"That is later than crawl.rotation_nights: {plan.asked_for} asks for: raise the limit."
        if late
        else "Watched, faulty, changed and new pages go first. Raise the limit for shorter rounds.",
    )


def _unread(walk: SiteWalk) -> HealthNote | None:
    if not walk.scripts.unread:
        return None
    why = {"never": "crawl.browser is never"}.get(walk.crawl.browser, walk.scripts.missing)
    why = why or f"crawl.browser_pages: {walk.crawl.browser_pages} is used up, or they did not open"
    return _note(
        walk,
        "run-scripts",
        f"{walk.scripts.unread:,} pages look empty without scripts and were not read in a browser: "
        f"what is on them is not known ({why.splitlines()[0]}).",
        "Set crawl.browser: auto, raise crawl.browser_pages, or see storewalk doctor.",
    )


def _note(walk: SiteWalk, code: str, message: str, hint: str, *, fatal: bool = False) -> HealthNote:
    own = walk.role is Role.OWN
    return HealthNote(
        code=code,
        site=walk.shop.id,
        message=message if own else f"{walk.shop.name}: {message}",
        hint=hint,
        fatal=fatal,
    )
