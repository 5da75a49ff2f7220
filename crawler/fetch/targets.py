"""What became of every link target: pages answer for themselves, the rest is probed."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawler.extract.styles import style_addresses
from crawler.fetch import answer
from crawler.fetch.door import Guests
from crawler.fetch.references import KEPT_SOURCES_OK, Reference, References, source
from crawler.fetch.walk import SiteWalk
from crawler.fetch.writer import RunWriter
from crawler.records import Hop, LinkTarget, PageState, TargetState, normalise_url

MAX_HOPS = 10
"""Googlebot gives up after 10 redirects (developers.google.com, read 2026-11-23)."""
_FAULTY = frozenset(
    {TargetState.BROKEN, TargetState.LOOP, TargetState.REDIRECT, TargetState.UNVERIFIED}
)
"""States whose places are all of interest."""
_MAX_SHEET = 1_000_000
PROBERS = 16
"""Probes under way at once over all hosts; each host has its own limit besides."""


class TargetCheck:
    """Answers, for the own site, what every reference leads to."""

    def __init__(
        self,
        walk: SiteWalk,
        references: References,
        *,
        guests: Guests,
        writer: RunWriter,
        known: Iterable[LinkTarget] = (),
        deadline: float = float("inf"),
    ) -> None:
        """`known` are probes of an interrupted run, and of earlier nights where they hold."""
        self.walk = walk
        self.site = walk.shop.id
        self.references = references
        self.guests = guests
        self.writer = writer
        self.deadline = deadline
        self.done = 0
        self.probed = {target.url: target for target in known}
        self._sheets: set[str] = set()
        """Style sheets of the own shop, which are read for what they name."""
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        """Files that style sheets name, with those sheets."""

    def waiting(self) -> list[str]:
        """Targets to probe tonight, files of the own site first, within the budget."""
        urls = [url for url in self._asked_for() if url not in self.probed]
        urls.sort(key=lambda url: (not self.walk.scope.internal(url), urlsplit(url).netloc, url))
        return urls[: self.walk.crawl.max_targets]

    async def probe_all(self, urls: list[str]) -> None:
        """Probe what is waiting; every answer is on disk when it counts in `done`."""
        await self._probe_each(urls)
        for url, sheets in self._named.items():
            self.references.add(url, "css", sheets)
        if self._named:
            await self._probe_each(self.waiting()[: self.walk.crawl.max_targets - len(urls)])

    async def _probe_each(self, urls: list[str]) -> None:
        queue: asyncio.Queue[str] = asyncio.Queue()
        for url in _interleaved(urls):
            queue.put_nowait(url)
        await asyncio.gather(*(self._prober(queue) for _ in range(PROBERS)))

    def results(self) -> Iterator[LinkTarget]:
        """Every target with its state, sorted by URL."""
        verdicts = ((reference.url, self._result(reference)) for reference in self.references)
        faulty = frozenset(url for url, target in verdicts if target.state in _FAULTY)
        places = self.references.places(faulty)
        for reference in self.references:
            kept = places.get(reference.url) or reference.places[:KEPT_SOURCES_OK]
            update = {
                "kind": reference.kind,
                "count": reference.count,
                "pages": reference.pages,
                "sources": tuple(source(place) for place in kept),
            }
            yield self._result(reference).model_copy(update=update)

    def _asked_for(self) -> Iterator[str]:
        for reference in self.references:
            if self._needs_probe(reference):
                if reference.kind == "stylesheet" and self.walk.scope.internal(reference.url):
                    self._sheets.add(reference.url)
                yield reference.url
        for url, location in self.walk.frontier.redirects():
            outside = _normalised(location)
            if outside and not self.walk.scope.internal(outside) and url in self.references:
                yield outside

    def _needs_probe(self, reference: Reference) -> bool:
        if self.walk.frontier.said(reference.url) or self._excuse(reference):
            return False
        return self.walk.scope.internal(reference.url) or self.walk.crawl.check_external

    def _excuse(self, reference: Reference) -> str:
        """Why a target is not asked for; "" when it may be."""
        url, scope = reference.url, self.walk.scope
        if not scope.internal(url):
            return "" if self.walk.crawl.check_external else "links to other hosts are switched off"
        if self.walk.stopped:
            return "the shop refuses us tonight"
        if scope.adapter.is_trap(url):
            return "asking for it could change something (basket, filter or sort link)"
        if not scope.allowed(url):
            return "robots.txt asks us not to"
        if self.walk.frontier.was_left_out(url):
            return "one of the addresses without end that were left out"
        if self.walk.frontier.knows(url):
            return "not reached within tonight's budget"
        if reference.kind == "page" and not scope.in_section(url):
            return "outside the section walked"
        if reference.kind == "page" and self.walk.crawl.discover != "links":
            return "only the listed addresses were walked"
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
            self.done += 1

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
            location = answer.http_facts(response).location
            if not (300 <= response.status < 400 and location):
                if url in self._sheets and response.status == 200:
                    self._read_sheet(response)
                return self._answered(url, hops, address, response, method)
            hops.append(Hop(url=address, status=response.status))
            next_address = _normalised(location)
            if next_address is None:
                return self._failed(url, hops, "invalid_url", method)
            if next_address in {hop.url for hop in hops} or len(hops) >= MAX_HOPS:
                hops.append(Hop(url=next_address))
                return self._target(url, TargetState.LOOP, hops, address, response.status, method)
            address = next_address

    def _read_sheet(self, response: Response) -> None:
        css = response.body[:_MAX_SHEET].decode("utf-8", "replace")
        if "css" not in answer.http_facts(response).content_type:
            return  # an icon or a manifest
        for href in style_addresses(css):
            url = _normalised(urljoin(response.url, href))
            if url is not None and url not in self.references:
                self._named[url].append(response.url)

    async def _ask(self, url: str) -> tuple[Response, str]:
        own = self.walk.scope.internal(url)
        door = self.walk.door if own else self.guests.door(url)
        failed = True
        if url in self._sheets:
            return await door.ask(url), "GET"
        try:
            response = await door.ask(url, method="HEAD")
            if 200 <= response.status < 400:
                return response, "HEAD"
            failed = response.status >= 500
        except Exception as error:
            if answer.failure_of(error) in ("private_address", "dns"):
                raise
        # A server that fails under several requests at once may be well when asked alone.
        return await door.ask(url, alone=own and failed), "GET"

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
        target = self._target(
            url,
            state,
            hops,
            address,
            status,
            method,
            reason=reason if state is TargetState.UNVERIFIED else "",
        )
        return target.model_copy(
            update={
                "content_type": answer.http_facts(response).content_type,
                "size_bytes": answer.size_of(response),
            }
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
            internal=self.walk.scope.internal(url),
            state=state,
            status=status,
            failure=failure,
            reason=reason,
            method=method,
            hops=tuple(hops),
            final_url=final,
            checked_at=answer.now_utc(),
        )

    def _result(self, reference: Reference) -> LinkTarget:
        url = reference.url
        if self.walk.frontier.said(url) is not None:
            return self._from_pages(url)
        if url in self.probed:
            return self.probed[url]
        reason = self._excuse(reference) or "not reached within tonight's budget"
        return self._target(url, TargetState.NOT_CHECKED, (), None, None, "", reason=reason)

    def _from_pages(self, url: str) -> LinkTarget:
        """Follow the chain through the pages fetched, and a last step through a probe."""
        hops: list[Hop] = []
        address, said = url, self.walk.frontier.said(url)
        while said is not None and said.state is PageState.REDIRECT and said.location:
            following = _normalised(said.location)
            if following is None:
                break
            hops.append(Hop(url=address, status=said.status))
            if following in {hop.url for hop in hops} or len(hops) > MAX_HOPS:
                hops.append(Hop(url=following))
                return self._target(url, TargetState.LOOP, hops, following, said.status, "crawl")
            address, said = following, self.walk.frontier.said(following)
        if said is None:
            return self._handed_on(url, hops, address)
        if hops:
            hops.append(Hop(url=address, status=said.status))
        state, reason = _verdict(said.state, said.status)
        if hops and state is TargetState.OK:
            state = TargetState.REDIRECT
        return self._target(url, state, hops, address, said.status, "crawl", reason=reason)

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
    if state in (PageState.OK, PageState.SAME, PageState.NOT_HTML):
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
