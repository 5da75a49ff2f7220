"""The same page seen twice: before and after scripts, and by a desktop and a phone."""

from collections.abc import Iterator

from crawler.records import OfferFacts, PageRecord, PageView, RenderState
from reports.model.night import Night
from reports.model.parts import Column, Row, Table
from reports.model.words import clip

SAME = "same"
_SCRIPTS = "before and after scripts"
_PHONE = "desktop and phone"


def views_table(night: Night) -> Table:
    """One row for each page and pair of views."""
    tags = ("Title", "Description", "Robots", "Canonical", "H1", "Structured data", "Price")
    rows = [row for record in _records(night) for row in _rows(night, record)]
    return Table(
        id="views",
        caption="The same page seen twice",
        columns=(
            Column("url", "Page", "page", with_column="page"),
            Column("compared", "Compared", facet=True),
            Column("differs", "Differences", "number"),
            *(Column(name.lower().replace(" ", "_"), name) for name in tags),
            Column("words", "Words"),
            Column("links", "Links"),
        ),
        rows=tuple(sorted(rows, key=lambda row: (-row["differs"], row["url"], row["compared"]))),
        empty="No page was seen twice tonight.",
        export="views",
        shown=25,
    )


def _records(night: Night) -> Iterator[PageRecord]:
    phones = night.run.phones()
    for record in night.run.pages():
        if record.key in night.renders or record.key in phones:
            seen = {"render": night.renders.get(record.key), "phone": phones.get(record.key)}
            yield record.model_copy(update=seen)


def _rows(night: Night, record: PageRecord) -> Iterator[Row]:
    render = record.render
    after = render.view if render is not None and render.state is RenderState.OK else None
    before = record.served or _as_view(record)
    if before is not None and after is not None and render is not None:
        yield _row(night, record, _SCRIPTS, before, after, _price(before.offer),
                   _price(render.offer))  # fmt: skip
    if record.phone is not None:
        yield _row(night, record, _PHONE, record.phone.desktop, record.phone.phone, "", "")


def _as_view(record: PageRecord) -> PageView | None:
    if record.head is None or record.outline is None:
        return None
    items = record.structured.items if record.structured else ()
    tops = (heading.text for heading in record.outline.headings if heading.level == 1)
    return PageView(
        head=record.head,
        kind=record.kind,
        h1=tuple(text for text in tops if text),
        word_count=record.outline.word_count,
        structured_types=tuple(sorted({name for item in items for name in item.types})),
        offer=record.offer,
    )


def _row(
    night: Night, record: PageRecord, compared: str, one: PageView, other: PageView,
    price: str, other_price: str,
) -> Row:  # fmt: skip
    pairs = {
        "title": (_first(one.head.titles), _first(other.head.titles)),
        "description": (_first(one.head.descriptions), _first(other.head.descriptions)),
        "robots": (", ".join(sorted(one.head.directives())),
                   ", ".join(sorted(other.head.directives()))),
        "canonical": (one.head.canonical or "", other.head.canonical or ""),
        "h1": (", ".join(one.h1), ", ".join(other.h1)),
        "structured_data": (", ".join(one.structured_types), ", ".join(other.structured_types)),
        "price": (price, other_price),
    }  # fmt: skip
    cells = {name: _cell(*pair) for name, pair in pairs.items()}
    links = f"{one.links:,} → {other.links:,}" if one.links else f"{other.links:,}"
    return {
        "url": record.url,
        "page": night.hashes.get(record.key, ""),
        "compared": compared,
        "differs": sum(cell != SAME for cell in cells.values()),
        **cells,
        "words": f"{one.word_count:,} → {other.word_count:,}",
        "links": links,
    }


def _cell(one: str, other: str) -> str:
    if "".join(one.casefold().split()) == "".join(other.casefold().split()):
        return SAME
    return f"{clip(one, 80) or 'none'} → {clip(other, 80) or 'none'}"


def _first(texts: tuple[str, ...]) -> str:
    return next((text for text in texts if text), "")


def _price(offer: OfferFacts | None) -> str:
    if offer is None or offer.price is None:
        return ""
    return f"{offer.price.amount} {offer.price.currency}"
