"""What became of every link target: pages answer for themselves, the rest is probed."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.fetch import answer
from crawler.fetch.walk import Download, SiteWalk
from crawler.fetch.writer import RunWriter
from crawler.records import (
    Hop,
    LinkSource,
    LinkTarget,
    PageLinks,
    PageState,
    TargetState,
    normalise_url,
)

KINDS = {
    "a": "page",
    "area": "page",
    "iframe": "page",
    "img": "image",
    "source": "image",
    "script": "script",
    "link": "stylesheet",
}
"""Tags whose targets are asked for. Forms are not: a form may do something."""
MAX_HOPS = 10
"""Googlebot gives up after 10 redirects (developers.google.com, read 2026-11-23)."""
PROBERS = 16
"""Probes under way at once over all hosts; each host has its own limit besides."""
KEPT_SOURCES = 200
KEPT_SOURCES_OK = 3


@dataclass(slots=True)
class Reference:
    """A target and who refers to it."""

    url: str
    kind: str
    count: int = 0
    pages: int = 0
    last_page: str = ""
    sources: list[LinkSource] = field(default_factory=list)

    def add(self, source: LinkSource) -> None:
        """Count one reference and keep the first places."""
        self.count += 1
        if source.url != self.last_page:
            self.pages += 1
            self.last_page = source.url
        if len(self.sources) < KEPT_SOURCES:
            self.sources.append(source)


def references(lines: Iterable[PageLinks], site: str) -> dict[str, Reference]:
    """Every target that the pages of a site refer to."""
    found: dict[str, Reference] = {}
    for line in lines:
        owner, _, page = line.key.partition(":")
        if owner != site:
            continue
        for link in line.links.links:
            if link.url is None or link.tag not in KINDS:
                continue
            reference = found.get(link.url)
            if reference is None:
                reference = found[link.url] = Reference(link.url, KINDS[link.tag])
            source = LinkSource(url=page, text=link.text, region=link.region, tag=link.tag)
            reference.add(source)
    return found


class TargetCheck:
    """Answers, for the own site, what every reference leads to."""

    def __init__(
        self,
        walk: SiteWalk,
        lines: Iterable[PageLinks],
        *,
        download: Download,
        writer: RunWriter,
        known: Iterable[LinkTarget] = (),
        deadline: float = float("inf"),
    ) -> None:
        """`known` are probes that an interrupted run has already made."""
        self.walk = walk
        self.site = walk.shop.id
        self.references = references(lines, self.site)
        self.download = download
        self.writer = writer
        self.deadline = deadline
        self._done = 0
        self._on_probe: Callable[[int], None] = lambda done: None
        self.probed = {target.url: target for target in known}

    def waiting(self) -> list[str]:
        """Targets to probe tonight, files of the own site first, within the budget."""
        urls = [url for url in self._asked_for() if url not in self.probed]
        urls.sort(key=lambda url: (not self.walk.internal(url), urlsplit(url).netloc, url))
        return urls[: self.walk.crawl.max_targets]

    async def probe_all(self, on_probe: Callable[[int], None] = lambda done: None) -> None:
        """Probe what is waiting; every answer is on disk when it counts."""
        self._on_probe = on_probe
        queue: asyncio.Queue[str] = asyncio.Queue()
        for url in _interleaved(self.waiting()):
            queue.put_nowait(url)
        await asyncio.gather(*(self._prober(queue) for _ in range(PROBERS)))

    def results(self) -> Iterator[LinkTarget]:
        """Every target with its state, sorted by URL."""
        for url in sorted(self.references):
            reference = self.references[url]
            target = self._result(url)
            fine = target.state is TargetState.OK
            kept = reference.sources[: KEPT_SOURCES_OK if fine else KEPT_SOURCES]
            update = {
                "kind": reference.kind,
                "count": reference.count,
                "pages": reference.pages,
                "sources": tuple(kept),
            }
            yield target.model_copy(update=update)

    def _asked_for(self) -> Iterator[str]:
        for url in self.references:
            if self._needs_probe(url):
                yield url
        for url, said in self.walk.answers.items():
            if said.location and url in self.references:
                outside = _normalised(said.location)
                if outside and not self.walk.internal(outside):
                    yield outside

    def _needs_probe(self, url: str) -> bool:
        if url in self.walk.answers or self._excuse(url):
            return False
        return self.walk.internal(url) or self.walk.crawl.check_external

    def _excuse(self, url: str) -> str:
        """Why a target is not asked for; "" when it may be."""
        if not self.walk.internal(url):
            return "" if self.walk.crawl.check_external else "links to other hosts are switched off"
        if self.walk.adapter.is_trap(url):
            return "asking for it could change something (basket, filter or sort link)"
        if not self.walk.allowed(url):
            return "robots.txt asks us not to"
        if self.walk.frontier.knows(url):
            return "not reached within tonight's budget"
        if self.references[url].kind == "page" and not self.walk.in_section(url):
            return "outside the section walked"
        return ""

    async def _prober(self, queue: "asyncio.Queue[str]") -> None:
        while time.monotonic() < self.deadline:
            try:
                url = queue.get_nowait()
            except asyncio.QueueEmpty:
                return
            target = await self._probe(url)
            self.probed[url] = target
            self.writer.write_probe(target)
            self._done += 1
            self._on_probe(self._done)

    async def _probe(self, url: str) -> LinkTarget:
        """HEAD, then GET where HEAD does not say "fine"; hops followed by hand."""
        hops: list[Hop] = []
        address = url
        method = "HEAD"
        while True:
            try:
                response, method = await self._ask(address)
            except Exception as error:  # noqa: BLE001 - any failure to answer is the finding
                return self._failed(url, hops, answer.failure_of(error), method)
            location = answer.http_facts(response, 1).location
            if not (300 <= response.status < 400 and location):
                return self._answered(url, hops, address, response, method)
            hops.append(Hop(url=address, status=response.status))
            next_address = _normalised(location)
            if next_address is None:
                return self._failed(url, hops, "invalid_url", method)
            if next_address in {hop.url for hop in hops} or len(hops) >= MAX_HOPS:
                hops.append(Hop(url=next_address))
                return self._target(url, TargetState.LOOP, hops, address, response.status, method)
            address = next_address

    async def _ask(self, url: str) -> tuple[Response, str]:
        slot = self.walk.slot if self.walk.internal(url) else urlsplit(url).netloc
        try:
            response = await self.download(answer.request(url, method="HEAD", slot=slot))
            if 200 <= response.status < 400:
                return response, "HEAD"
        except Exception as error:
            if answer.failure_of(error) in ("private_address", "dns"):
                raise
        return await self.download(answer.request(url, slot=slot)), "GET"

    def _answered(
        self, url: str, hops: list[Hop], address: str, response: Response, method: str
    ) -> LinkTarget:
        status = response.status
        if status in answer.UNVERIFIED or answer.is_challenge(response):
            state = TargetState.UNVERIFIED
        elif status >= 400 or status < 200:
            state = TargetState.BROKEN
        else:
            state = TargetState.REDIRECT if hops else TargetState.OK
        if hops:
            hops.append(Hop(url=address, status=status))
        reason = f"answers {status} to us; it may be fine for people"
        return self._target(
            url,
            state,
            hops,
            address,
            status,
            method,
            reason=reason if state is TargetState.UNVERIFIED else "",
        )

    def _failed(self, url: str, hops: list[Hop], failure: str, method: str) -> LinkTarget:
        if failure == "private_address":
            reason = "it is a private address, and we do not ask those"
            state = TargetState.NOT_CHECKED
        elif failure in ("timeout", "tls", "reset", "other", "too_large"):
            reason = f"no usable answer ({failure})"
            state = TargetState.UNVERIFIED
        else:
            reason = ""
            state = TargetState.BROKEN
        return self._target(url, state, hops, None, None, method, reason=reason, failure=failure)

    def _target(
        self,
        url: str,
        state: TargetState,
        hops: Iterable[Hop],
        final: str | None,
        status: int | None,
        method: str,
        *,
        reason: str = "",
        failure: str | None = None,
    ) -> LinkTarget:
        return LinkTarget(
            site=self.site,
            url=url,
            internal=self.walk.internal(url),
            state=state,
            status=status,
            failure=failure,
            reason=reason,
            method=method,
            hops=tuple(hops),
            final_url=final,
            checked_at=answer.now_utc(),
        )

    def _result(self, url: str) -> LinkTarget:
        if url in self.walk.answers:
            return self._from_pages(url)
        if url in self.probed:
            return self.probed[url]
        reason = self._excuse(url) or "not reached within tonight's budget"
        return self._target(url, TargetState.NOT_CHECKED, (), None, None, "", reason=reason)

    def _from_pages(self, url: str) -> LinkTarget:
        """Follow the chain through the pages fetched, and a last step through a probe."""
        hops: list[Hop] = []
        address = url
        while True:
            state, status, location, _ = self.walk.answers[address]
            following = _normalised(location) if state is PageState.REDIRECT and location else None
            if following is None:
                break
            hops.append(Hop(url=address, status=status))
            if following in {hop.url for hop in hops} or len(hops) > MAX_HOPS:
                hops.append(Hop(url=following))
                return self._target(url, TargetState.LOOP, hops, following, status, "crawl")
            if following not in self.walk.answers:
                return self._handed_on(url, hops, following)
            address = following
        if hops:
            hops.append(Hop(url=address, status=status))
        target_state, reason = _verdict(state, status)
        if hops and target_state is TargetState.OK:
            target_state = TargetState.REDIRECT
        return self._target(url, target_state, hops, address, status, "crawl", reason=reason)

    def _handed_on(self, url: str, hops: list[Hop], following: str) -> LinkTarget:
        """The chain leaves the pages fetched: a probe of its next step decides."""
        end = self.probed.get(following)
        if end is None:
            hops.append(Hop(url=following))
            reason = "its redirect was not followed within tonight's budget"
            return self._target(
                url, TargetState.NOT_CHECKED, hops, following, None, "crawl", reason=reason
            )
        hops += end.hops or (Hop(url=following, status=end.status),)
        state = TargetState.REDIRECT if end.state is TargetState.OK else end.state
        return self._target(url, state, hops, end.final_url, end.status, "crawl", reason=end.reason)


def _verdict(state: PageState, status: int | None) -> tuple[TargetState, str]:
    if state in (PageState.OK, PageState.NOT_HTML):
        return TargetState.OK, ""
    if state is PageState.ROBOTS:
        return TargetState.NOT_CHECKED, "robots.txt asks us not to"
    if state is PageState.BLOCKED:
        return TargetState.UNVERIFIED, f"answers {status} to us; it may be fine for people"
    return TargetState.BROKEN, ""


def _normalised(url: str) -> str | None:
    try:
        return normalise_url(url)
    except ValueError:
        return None


def _interleaved(urls: list[str]) -> Iterator[str]:
    """One URL of each host in turn, so that a slow host does not hold up the others."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    queues = [iter(group) for group in hosts.values()]
    while queues:
        for queue in list(queues):
            following = next(queue, None)
            if following is None:
                queues.remove(queue)
            else:
                yield following
