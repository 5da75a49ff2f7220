"""What a walk counts, and the site as its record tells it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.records import PageRecord, PageState, SiteFacts

if TYPE_CHECKING:
    from crawler.fetch.walk import SiteWalk


@dataclass(slots=True)
class Counts:
    """What happened beside the pages themselves."""

    flaky: int = 0
    """Pages that answered well only when asked again."""
    unchanged: int = 0
    rendered: int = 0
    retried: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    """Answers that were not what a visitor wants, by status or failure, retries included."""
    foreign: int = 0
    """Watched or listed addresses of other hosts, which are not walked."""

    def take_over(self, page: PageRecord) -> None:
        """Count a page that an interrupted walk has collected."""
        self.flaky += is_flaky(page.state, page.http.earlier)
        self.unchanged += page.http.unchanged
        self.rendered += page.served is not None


def is_flaky(state: PageState, earlier: tuple[str, ...]) -> bool:
    """Whether a page answered well after a fault. A 429 is no fault: it asked for less."""
    well = state in (PageState.OK, PageState.NOT_HTML, PageState.REDIRECT)
    return well and any(what != "429" for what in earlier)


def site_facts(walk: "SiteWalk") -> SiteFacts:
    """The site as seen so far."""
    counts = {str(state): number for state, number in walk.writer.counts_of(walk.shop.id)}
    counts |= {
        "known": walk.frontier.known - walk.frontier.left_out,
        "left": walk.frontier.left,
        "traps": walk.frontier.left_out,
        "flaky": walk.counts.flaky,
        "rendered": walk.counts.rendered,
        "unchanged": walk.counts.unchanged,
    }
    if walk.round is not None:
        rotated = walk.frontier.rotated
        counts |= {"rotated": rotated, "round_nights": walk.round.nights(rotated)}
    if walk.scout is not None:
        counts |= {f"counterparts_{name}": n for name, n in walk.scout.counts.items()}
    return SiteFacts(
        id=walk.shop.id,
        name=walk.shop.name,
        role=walk.role,
        url=walk.shop.url,
        platform=walk.platform,
        robots=walk.robots_facts,
        sitemaps=tuple(walk.sitemaps),
        currency=walk.shop.currency,
        language=walk.shop.language,
        country=walk.shop.country,
        accept_language=walk.door.accept_language,
        fix_hints=dict(walk.scope.adapter.fix_hints),
        counts=counts,
        traps=walk.traps.found(),
        host=walk.host,
    )
