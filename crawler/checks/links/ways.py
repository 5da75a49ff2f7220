"""Where redirects of a shop lead: of pages that were asked for, and of links that were followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crawler.checks.index import SiteIndex
from crawler.checks.links.places import places
from crawler.records import PageState, TargetState

_MOST_HOPS = 10
"""Googlebot follows ten: Google, HTTP status codes and network errors (read 2026-11-23)."""


@dataclass(frozen=True, slots=True)
class Way:
    """A redirect with every address on it, the first one first."""

    urls: tuple[str, ...]
    evidence: dict[str, Any]

    @property
    def start(self) -> str:
        """The address that redirects."""
        return self.urls[0]

    @property
    def end(self) -> str:
        """The address where it arrives."""
        return self.urls[-1]


def ways(index: SiteIndex) -> Iterator[Way]:
    """Redirects that start in the shop, each start once; loops are not among them."""
    walked: set[str] = set()
    for row in index.pages(PageState.REDIRECT):
        urls = _followed(index, row.url)
        walked.add(row.url)
        if urls is not None:
            target = index.target(row.url)
            evidence = places(target) if target else {"found_on": row.found_on or row.in_sitemap}
            yield Way(urls, evidence | {"hops": [{"url": url} for url in urls]})
    for target in index.targets(TargetState.REDIRECT, TargetState.BROKEN):
        if not target.internal or target.url in walked or target.kind != "page":
            continue
        urls = tuple(hop.url for hop in target.hops)
        if len(urls) > 1 and len(set(urls)) == len(urls):
            yield Way(urls, places(target) | {"hops": [{"url": url} for url in urls]})


def _followed(index: SiteIndex, url: str) -> tuple[str, ...] | None:
    urls = [url]
    while len(urls) <= _MOST_HOPS:
        row = index.page(urls[-1])
        if row is None or row.state is not PageState.REDIRECT or not row.location:
            return tuple(urls) if len(urls) > 1 else None
        if row.location in urls:
            return None
        urls.append(row.location)
    return None
