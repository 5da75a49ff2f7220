"""Numbers while a walk works, and the sentences at its end."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.fetch.walk import SiteWalk

SHOWN_ERRORS = 3


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far one site is."""

    site: str
    done: int
    known: int
    """Pages known so far, within the budget."""
    phase: str = "pages"
    """pages or links."""
    note: str = ""
    """What else a person wants to know: "slowed to 0.5/s, 3 x 404, 1 x timeout"."""


def progress_of(walk: SiteWalk) -> CrawlProgress:
    """How far a walk is."""
    done = sum(number for _, number in walk.writer.counts_of(walk.shop.id))
    known = min(walk.frontier.known - walk.frontier.left_out, walk.frontier.budget)
    parts = [f"{n} x {what}" for what, n in walk.counts.errors.most_common(SHOWN_ERRORS)]
    if walk.door.pace.refusals:
        parts.insert(
            0, f"slowed to {walk.door.pace.rate_now:.2g}/s, {walk.door.pace.window} at once"
        )
    if walk.counts.rendered:
        parts.append(f"{walk.counts.rendered} in the browser")
    return CrawlProgress(walk.shop.id, done, max(known, done), note=", ".join(parts))


def hints_of(walk: SiteWalk) -> Iterator[str]:
    """What happened and which setting helps, a sentence each."""
    name = walk.shop.name
    errors, counts = walk.counts.errors, walk.counts
    refused = errors["429"] + errors["503"]
    if refused:
        yield (
            f"{name}: {refused} answers were 429 or 503; "
            f"set requests_per_second: {walk.door.pace.rate_now:.1g} for it."
        )
    if counts.flaky:
        yield (
            f"{name}: {counts.flaky} pages answered only when asked again, alone; it bears "
            f"concurrency: {walk.door.pace.window}."
        )
    if counts.foreign:
        yield (
            f"{name}: {counts.foreign} watched or listed addresses are not of {walk.shop.host} and "
            "were left out."
        )
    if errors["403"]:
        yield f"{name}: {errors['403']} answers were 403; ask its admin to let in our user agent."
    if errors["timeout"]:
        yield (
            f"{name}: {errors['timeout']} requests took longer than crawl.timeout_s: "
            f"{walk.crawl.timeout_s:g}."
        )
    for trap in walk.traps.found()[:3]:
        names = ", ".join(trap.parameters) or trap.kind
        yield (
            f"{name}: {trap.left_out:,} addresses under {trap.folder or trap.example} ({names}) "
            f"were left out after {trap.walked} that brought nothing new."
        )
