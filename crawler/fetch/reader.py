"""From the bytes of a page to its lines in the run directory, and to what the walk needs of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.extract.document import Document, parse
from crawler.extract.page import PageFacts, extract_page, view_of
from crawler.fetch.traps import News, news_of
from crawler.platforms.detect import adapter
from crawler.records import (
    HttpFacts,
    Link,
    LinkFacts,
    PageKind,
    PageLinks,
    PageRecord,
    PageView,
    PriceState,
    Region,
)
from crawler.records.codec import dump_line

FEW_WORDS = 150
"""A main part with fewer words and no link at all may be waiting for its script. Measured on the
shells of client-rendered shops (0 to 30 words) and on content pages without links."""
FOLLOWED_TAGS = frozenset({"a", "area", "canonical", "hreflang"})


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a page holds, to compare its two views."""

    words: int
    links: int
    """Different internal targets that can be walked to."""
    priced: bool
    empty: bool
    """Whether it looks as if a script were to fill it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One page, read. Small enough to cross a process boundary."""

    page: bytes
    """A line of pages.jsonl.gz."""
    links: bytes
    """A line of links.jsonl.gz."""
    kind: PageKind
    follow: list[tuple[str, bool]]
    """Internal targets, and whether a click leads there (else canonical or hreflang)."""
    news: News
    contents: Contents


@dataclass(frozen=True, slots=True)
class PageReader:
    """Everything that reading needs to know of a site."""

    home: str
    hosts: frozenset[str]
    platform: str = "generic"
    currency: str | None = None
    language: str | None = None

    def read(
        self, record: PageRecord, body: bytes, headers: Mapping[str, str], view: bytes | None = None
    ) -> Reading:
        """All facts of a page. `view` is its HTML after scripts ran, which then is what counts."""
        served = self._facts(record, parse(body, record.url, headers=headers))
        if view is None:
            return self._reading(record, served)
        facts = self._facts(record, parse(view, record.url, headers=_as_utf8(headers)))
        offer = served.offer if served.offer.state is not PriceState.NOT_PRODUCT else None
        kept = view_of(served, offer=offer)
        return self._reading(record.model_copy(update={"served": kept}), facts)

    def view(self, url: str, body: bytes, headers: Mapping[str, str]) -> PageView:
        """What one view of a page says, the product left out."""
        facts = extract_page(
            parse(body, url, headers=headers),
            platform=adapter(self.platform),
            home_url=self.home,
            currency_hint=self.currency,
            language_hint=self.language,
            http=HttpFacts(status=200, headers=dict(headers)),
        )
        return view_of(facts)

    def again(self, record: PageRecord, links: LinkFacts) -> Reading:
        """The reading of a page whose facts are known already."""
        return self._made(record, links, empty=False)

    def _facts(self, record: PageRecord, document: Document) -> PageFacts:
        return extract_page(
            document,
            platform=adapter(self.platform),
            home_url=self.home,
            currency_hint=self.currency,
            language_hint=self.language,
            http=record.http,
        )

    def _reading(self, record: PageRecord, facts: PageFacts) -> Reading:
        links = facts.links
        update = {
            "kind": facts.kind,
            "head": facts.head,
            "outline": facts.outline,
            "images": facts.images,
            "structured": facts.structured,
            "offer": facts.offer,
            "tiles": facts.tiles,
        }
        page = record.model_copy(update=update)
        scripts = any(link.tag == "script" for link in links.links)
        return self._made(page, links, empty=scripts and self._waits(page, links))

    def _made(self, page: PageRecord, links: LinkFacts, *, empty: bool) -> Reading:
        outline, offer = page.outline, page.offer
        follow = followed(links.links, self.hosts)
        main = frozenset(
            link.url for link in links.links if link.url and link.region is Region.MAIN
        )
        return Reading(
            page=dump_line(page),
            links=dump_line(PageLinks(key=page.key, links=links)),
            kind=page.kind,
            follow=follow,
            news=news_of(
                page.url,
                page.kind,
                outline.text_digest if outline and outline.word_count else "",
                outline.text_start if outline else "",
                frozenset(url for url, _ in follow if url in main),
            ),
            contents=Contents(
                words=outline.word_count if outline else 0,
                links=len(follow),
                priced=bool(offer and offer.price is not None),
                empty=empty,
            ),
        )

    def _waits(self, page: PageRecord, links: LinkFacts) -> bool:
        if page.kind in (PageKind.SYSTEM, PageKind.POLICY):
            return False
        if page.kind is PageKind.PRODUCT:
            return page.offer is not None and page.offer.state is PriceState.MISSING
        leads = any(
            link.tag == "a"
            and link.region is Region.MAIN
            and link.url
            and link.url != page.url
            and link.url.split("/", 3)[2] in self.hosts
            for link in links.links
        )
        return not leads and page.outline is not None and page.outline.word_count < FEW_WORDS


def followed(links: Iterable[Link], hosts: frozenset[str]) -> list[tuple[str, bool]]:
    """Internal targets to walk to, each once, and whether a click leads there."""
    found: dict[str, bool] = {}
    for link in links:
        if link.url is None or link.tag not in FOLLOWED_TAGS or "nofollow" in link.rel:
            continue
        if link.url.split("/", 3)[2] in hosts:
            found.setdefault(link.url, link.tag in ("a", "area"))
    return list(found.items())


def _as_utf8(headers: Mapping[str, str]) -> dict[str, str]:
    return {**headers, "content-type": "text/html; charset=utf-8"}
