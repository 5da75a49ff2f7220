"""One page, all facts: the sections of a page record, and what the page is for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.extract.document import Document
from crawler.extract.features import features_in
from crawler.extract.head import head_facts
from crawler.extract.images import image_facts
from crawler.extract.kind import page_kind
from crawler.extract.likeness import likeness_print
from crawler.extract.links import link_facts
from crawler.extract.money_hints import money_hints
from crawler.extract.offers import is_challenge, markup_facts, no_offer, offer_facts
from crawler.extract.offers_markup import MarkupFacts
from crawler.extract.outline import outline_facts
from crawler.extract.ratings import rating_sign
from crawler.extract.structured import structured_facts
from crawler.extract.tiles import tile_facts
from crawler.records import (
    HeadFacts,
    HttpFacts,
    ImageFacts,
    LinkFacts,
    OfferFacts,
    OutlineFacts,
    PageKind,
    PageView,
    PriceState,
    StructuredFacts,
    TileFacts,
)

if TYPE_CHECKING:
    from crawler.platforms.base import PlatformAdapter


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The fact sections of one page record."""

    kind: PageKind
    head: HeadFacts
    outline: OutlineFacts
    images: ImageFacts
    structured: StructuredFacts
    offer: OfferFacts
    links: LinkFacts
    tiles: TileFacts | None = None


def view_of(facts: PageFacts, *, offer: OfferFacts | None = None) -> PageView:
    """The facts that may differ between two views of a page. `offer` None leaves it out."""
    items = facts.structured.items
    tops = (heading.text for heading in facts.outline.headings if heading.level == 1)
    return PageView(
        head=facts.head,
        kind=facts.kind,
        h1=tuple(text for text in tops if text),
        word_count=facts.outline.word_count,
        links=len(facts.links.links),
        lost_fragments=facts.links.lost_fragments,
        structured_types=tuple(sorted({name for item in items for name in item.types})),
        features=features_in(facts.structured),
        rating=facts.outline.rating,
        offer=offer,
    )


_LISTS = frozenset({PageKind.HOME, PageKind.CATEGORY, PageKind.SEARCH})


def extract_page(
    document: Document,
    *,
    platform: "PlatformAdapter",
    home_url: str,
    currency_hint: str | None = None,
    language_hint: str | None = None,
    http: HttpFacts,
) -> PageFacts:
    """Everything one page says. `currency_hint` and `language_hint` settle what it leaves open."""
    headers = {**document.headers, **{k.lower(): v for k, v in http.headers.items()}}
    drop = platform.drop_parameters
    head = head_facts(document, headers, drop)
    outline = outline_facts(document)
    structured = structured_facts(document)
    heading = next((h.text for h in outline.headings if h.level == 1 and h.text), "")
    markup = markup_facts(document, structured, heading)
    kind = page_kind(document, platform, home_url, head, structured, markup)
    if is_challenge(document, head):
        offer = no_offer(PriceState.BLOCKED)
    elif kind is PageKind.PRODUCT:
        offer = offer_facts(
            document, head, markup, platform=platform,
            currency_hint=currency_hint, language_hint=language_hint,
        )  # fmt: skip
    else:
        offer = no_offer(PriceState.NOT_PRODUCT)
    if kind is PageKind.PRODUCT:
        update = {
            "likeness": likeness_print(document.main_words),
            "rating": rating_sign(document, structured),
        }
        outline = outline.model_copy(update=update)
    return PageFacts(
        kind=kind,
        head=head,
        outline=outline,
        images=image_facts(document),
        structured=structured,
        offer=offer,
        links=link_facts(document, head, drop),
        tiles=_tiles(document, head, markup, kind, (currency_hint, language_hint)),
    )


def _tiles(
    document: Document,
    head: HeadFacts,
    markup: tuple[MarkupFacts, ...],
    kind: PageKind,
    hints: tuple[str | None, str | None],
) -> TileFacts | None:
    if kind not in _LISTS:
        return None
    known = money_hints(document, head, markup, *hints)
    return tile_facts(document, known.currency, known.country)
