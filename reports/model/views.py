"""The same page seen twice: before and after scripts, and by a desktop and a phone."""

from collections.abc import Iterator

from crawler.records import OfferFacts, PageRecord, PageView, RenderState
from reports.language import N_, _, number, spoken
from reports.model.night import Night
from reports.model.parts import Column, Row, Table
from reports.model.words import clip

SAME = N_("same")
COMPARED_WORDS = {
    "scripts": (N_("before and after scripts"), ""),
    "phone": (N_("desktop and phone"), ""),
}
TAGS = {
    "title": N_("Title"),
    "description": N_("Description"),
    "robots": N_("Robots"),
    "canonical": N_("Canonical"),
    "h1": N_("H1"),
    "structured_data": N_("Structured data"),
    "price": N_("Price"),
}


def views_table(night: Night) -> Table:
    """One row for each page and pair of views."""
    rows = [row for record in _records(night) for row in _rows(night, record)]
    return Table(
        id="views",
        caption=_("The same page seen twice"),
        columns=(
            Column("url", _("Page"), "page", with_column="page"),
            Column("compared", _("Compared"), "label", True, spoken(COMPARED_WORDS)),
            Column("differs", _("Differences"), "number"),
            *(Column(name, _(heading)) for name, heading in TAGS.items()),
            Column("words", _("Words")),
            Column("links", _("Links")),
        ),
        rows=tuple(sorted(rows, key=lambda row: (-row["differs"], row["url"], row["compared"]))),
        empty=_("No page was seen twice tonight."),
        export="views",
        shown=25,
    )


def _records(night: Night) -> Iterator[PageRecord]:
    phones = night.run.phones()
    for record in night.twice:
        seen = {"render": night.renders.get(record.key), "phone": phones.get(record.key)}
        yield record.model_copy(update=seen)


def _rows(night: Night, record: PageRecord) -> Iterator[Row]:
    render = record.render
    after = render.view if render is not None and render.state is RenderState.OK else None
    before = record.served or _as_view(record)
    if before is not None and after is not None and render is not None:
        yield _row(night, record, "scripts", before, after, _price(before.offer),
                   _price(render.offer))  # fmt: skip
    if record.phone is not None:
        yield _row(night, record, "phone", record.phone.desktop, record.phone.phone, "", "")


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
    links = f"{number(one.links)} → {number(other.links)}" if one.links else number(other.links)
    return {
        "url": record.url,
        "page": night.hashes.get(record.key, ""),
        "compared": compared,
        "differs": sum(cell != _(SAME) for cell in cells.values()),
        **cells,
        "words": f"{number(one.word_count)} → {number(other.word_count)}",
        "links": links,
    }


def _cell(one: str, other: str) -> str:
    if "".join(one.casefold().split()) == "".join(other.casefold().split()):
        return _(SAME)
    return f"{clip(one, 80) or _('none')} → {clip(other, 80) or _('none')}"


def _first(texts: tuple[str, ...]) -> str:
    return next((text for text in texts if text), "")


def _price(offer: OfferFacts | None) -> str:
    if offer is None or offer.price is None:
        return ""
    return f"{offer.price.amount} {offer.price.currency}"
