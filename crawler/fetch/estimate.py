"""How long a night takes and in how many parts it is walked. Pure; politeness decides, not CPU."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.config import Config
from crawler.fetch.parts import Parts

JOB_MINUTES = 300
"""What one machine may walk: a job of GitHub Actions ends after 6 hours (docs.github.com, "Usage
limits", read 2026-11-23), and an hour is left for everything else."""
AT_ONCE = 2
"""Parts that walk at the same time (`max-parallel` in nightly.yml): two share a pace without either
becoming so slow that its pages are hours apart."""
MOST_PARTS = 256
"""Jobs of one matrix on GitHub Actions (docs.github.com, "Usage limits", read 2026-11-23)."""
SETUP_MINUTES = 2
"""Of a job before our command runs: locked packages and a browser, both cached. Our own guess."""
LOOKS_A_SECOND = 1.0
"""Pages in the browser; 1.02 were measured with two at once (tests/bench/README.md, 2026-11-30)."""
REPORT_PAGES_A_SECOND = 100
"""Links, checks, history and report; 230 a CPU second were measured at 50,000 pages
(.github/scaling.md, 2026-11-24), and a hosted machine is half as fast."""


@dataclass(frozen=True, slots=True)
class SiteEstimate:
    """What a night asks of one shop."""

    id: str
    name: str
    known: int | None
    """Pages known after the last sound night. None: a first night, where the budget stands in."""
    pages: int
    """Asked for tonight."""
    rate: float
    """Requests a second, at most."""
    minutes: float
    """Of walking, at the least: a walk begins slower, and slows down when the shop does."""
    part: int | None
    """The part that walks it. None: divided among all."""


@dataclass(frozen=True, slots=True)
class NightPlan:
    """A night in parts."""

    sites: tuple[SiteEstimate, ...]
    together: int
    """Parts that walk at the same time."""
    part_minutes: tuple[float, ...]
    """Of walking, part by part."""
    after_minutes: float
    """Of all that comes after the walk: phone, checks, report. A rough guess."""

    @property
    def parts(self) -> int:
        """In how many parts the night is walked."""
        return len(self.part_minutes)

    @property
    def walk_minutes(self) -> float:
        """From the first part's begin to the last one's end."""
        ends = [0.0] * self.together
        for minutes in self.part_minutes:
            ends[ends.index(min(ends))] += minutes
        return max(ends)

    @property
    def billed_minutes(self) -> int:
        """Of GitHub Actions a night: every job begun counts, and is rounded up to a minute."""
        parts = sum(math.ceil(minutes + SETUP_MINUTES) for minutes in self.part_minutes)
        return parts + math.ceil(self.after_minutes + SETUP_MINUTES) + SETUP_MINUTES + 1


def plan_night(
    config: Config,
    known: Mapping[str, int],
    delays: Mapping[str, float],
    *,
    parts: int | None = None,
) -> NightPlan:
    """The plan for a night. `known` pages and Crawl-delay in seconds by site id, as last seen.

    The whole walk stays within `crawl.max_minutes`; it is divided when that is more than one
    machine may take. `parts` overrides the number.
    """
    rates = {shop.id: _rate(config, shop, delays.get(shop.id)) for shop in config.shops}
    pages = {shop.id: _pages(config, shop, known.get(shop.id)) for shop in config.shops}
    own = pages[config.store.id] / rates[config.store.id] / 60
    number = parts or _parts(min(own, config.crawl.max_minutes))
    divided = Parts.one(1, number, min(AT_ONCE, number))
    limit = config.crawl.max_minutes * divided.share_of_time
    sites = []
    for shop in config.shops:
        mine = shop is config.store
        walking = pages[shop.id] / rates[shop.id] / 60
        sites.append(
            SiteEstimate(
                id=shop.id,
                name=shop.name,
                known=known.get(shop.id),
                pages=pages[shop.id],
                rate=rates[shop.id],
                minutes=min(walking, config.crawl.max_minutes if mine else limit),
                part=None if mine else divided.part_of_host(shop.host),
            )
        )
    own_share = sites[0].minutes * divided.share_of_time
    minutes = tuple(
        max([own_share, *(site.minutes for site in sites if site.part == n)])
        for n in range(1, number + 1)
    )
    return NightPlan(tuple(sites), divided.together, minutes, _after(config, sum(pages.values())))


def _parts(minutes: float) -> int:
    if minutes <= JOB_MINUTES:
        return 1
    return min(MOST_PARTS, math.ceil(minutes * AT_ONCE / JOB_MINUTES))


def _rate(config: Config, shop: Any, delay: float | None) -> float:
    rate = config.pace(shop)
    return min(rate, 1 / delay) if delay and config.crawl.respect_robots else rate


def _pages(config: Config, shop: Any, known: int | None) -> int:
    budget: int = shop.max_pages or config.crawl.max_pages
    return budget if known is None else min(budget, max(known, 1))


def _after(config: Config, pages: int) -> float:
    looks = config.render.max_pages * len(config.render.devices) if config.render.enabled else 0
    return (looks / LOOKS_A_SECOND + pages / REPORT_PAGES_A_SECOND) / 60 + 2
