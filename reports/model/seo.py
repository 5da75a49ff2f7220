"""The page about search: can Google find the shop, and what does it show of it?"""

from collections import Counter
from collections.abc import Iterable

from reports.charts.search import index_chart, length_chart
from reports.language import N_, _, count, ngettext, number, percent, spoken
from reports.model.findable import (
    INDEX_WORDS,
    LENGTH_WORDS,
    SITEMAP_WORDS,
    Findable,
)
from reports.model.findlook import DESCRIPTION_WIDTHS, TITLE_WIDTHS
from reports.model.night import Night
from reports.model.pages_views import SeoPage
from reports.model.parts import Column, Row, Table, Tile
from reports.model.tabs import facet_href
from reports.model.words import clip, share

KIND_WORDS = {
    "home": (N_("Home page"), ""),
    "category": (N_("Category pages"), ""),
    "product": (N_("Product pages"), ""),
    "content": (N_("Content pages"), ""),
    "policy": (N_("Policy pages"), ""),
    "search": (N_("Search pages"), ""),
    "system": (N_("Basket and account"), ""),
    "other": (N_("Other pages"), ""),
}
"""Kinds of pages in the order of what they earn."""
MONEY = ("home", "category", "product")
SETS = 12
"""Sets of types that a link to pages names; with more the number is no link."""
WHAT_WORDS = {"title": (N_("Title"), ""), "description": (N_("Description"), "")}


def seo_page(night: Night, found: Findable) -> SeoPage:
    """Build seo.html from classes that were counted once."""
    states = {state: label for state, (label, _tone) in spoken(INDEX_WORDS).items()}
    kinds = [(kind, label) for kind, (label, _tone) in spoken(KIND_WORDS).items()]
    return SeoPage(
        sentence=_sentence(night, found),
        tiles=_tiles(found),
        charts=(
            *index_chart(found.index, kinds, states),
            *length_chart(found.widths, TITLE_WIDTHS),
        ),
        index=_index_table(found),
        lengths=_length_table(found),
        lengths_note=_lengths_note() if found.lengths else "",
        markup=_markup_table(found),
        languages=_language_table(found),
        sitemaps=_sitemap_table(found),
        sitemaps_note=_sitemap_note(night, found),
    )


def _lengths_note() -> str:
    return _(
        "Judged are the pages that Google may show, without basket, account and search. "
        "Good is {title_low} to {title_high} characters for a title and {text_low} to "
        "{text_high} for a description. That is a convention, no rule of Google's: it has no "
        "limit and cuts what does not fit."
    ).format(
        title_low=TITLE_WIDTHS[0],
        title_high=TITLE_WIDTHS[1],
        text_low=DESCRIPTION_WIDTHS[0],
        text_high=DESCRIPTION_WIDTHS[1],
    )


def pages_href(**facets: str | tuple[str, ...]) -> str:
    """The list of all pages with filters set."""
    return facet_href("pages.html", "pages", **facets)


def _sentence(night: Night, found: Findable) -> str:
    shop, judged = night.site_name(night.own), found.judged
    if not judged:
        return _(
            "No page of {shop} could be looked at tonight: nobody knows what Google finds."
        ).format(shop=shop)
    good = found.of_index("indexable")
    hidden = found.of_index("noindex", "robots", kinds=MONEY)
    unknown = found.of_index("unknown")
    sentences = [
        _("Google may show {n} of {total} of {shop}.").format(
            n=number(good), total=count(judged, "page", "pages"), shop=shop
        ),
        ngettext("One page that earns money is kept from it.",
                 "{n} pages that earn money are kept from it.", hidden).format(n=number(hidden))
        if hidden
        else _("No page that earns money is kept from it."),
    ]  # fmt: skip
    if unknown:
        text = ngettext("One more page could not be looked at.",
                        "{n} more pages could not be looked at.", unknown)  # fmt: skip
        sentences.append(text.format(n=number(unknown)))
    return " ".join(sentences)


def _tiles(found: Findable) -> tuple[Tile, ...]:
    if not found.judged:
        return ()
    hidden = found.of_index("noindex", kinds=MONEY)
    elsewhere = found.of_index("canonical")
    tiles = [
        Tile(_("Indexable"), number(found.of_index("indexable")),
             _("of {n} known").format(n=count(found.judged, "page", "pages")),
             pages_href(index="indexable"), "good"),
        Tile(_("Noindex money pages"), number(hidden), _("home, categories, products"),
             pages_href(index="noindex", kind=MONEY), "error" if hidden else "good"),
        _length_tile(found, _("Missing titles"), "title", "missing", "error"),
        _length_tile(found, _("Duplicate titles"), "title", "duplicate", "warning"),
        _length_tile(found, _("Missing descriptions"), "description", "missing", "notice"),
        Tile(_("Canonical elsewhere"), number(elsewhere), _("name another page as the real one"),
             pages_href(index="canonical"), "notice" if elsewhere else ""),
        _markup_tile(found),
    ]  # fmt: skip
    return tuple(tiles)


def _length_tile(found: Findable, label: str, what: str, state: str, tone: str) -> Tile:
    judged = sum(n for (w, _s, _k), n in found.lengths.items() if w == what)
    if not judged:
        return Tile(label, "–", _("no page was judged"))
    pages = found.of_length(what, state)
    facets = {f"{what}_length": state}
    note = _("of {n} in search").format(n=count(judged, "page", "pages"))
    return Tile(label, number(pages), note, pages_href(**facets), tone if pages else "good")


def _markup_tile(found: Findable) -> Tile:
    read = sum(n for (kind, _types), n in found.markup.items() if kind == "product")
    label = _("Product data")
    if not read:
        return Tile(label, "–", _("no product page was read"))
    have = sum(
        n for (kind, types), n in found.markup.items()
        if kind == "product" and {"Product", "ProductGroup"} & set(types.split(" + "))
    )  # fmt: skip
    note = _("{n} of {total} have it").format(
        n=number(have), total=count(read, "product page", "product pages")
    )
    whole = have == read
    href = pages_href(kind="product", markup="product" if whole else ("other", "broken", "none"))
    return Tile(label, percent(share(have, read)), note, href, "good" if whole else "warning")


def _kinds(used: Iterable[str]) -> list[str]:
    order = list(KIND_WORDS)
    return sorted(set(used), key=lambda kind: (order.index(kind) if kind in order else 99, kind))


def _index_table(found: Findable) -> Table:
    states = [s for s in INDEX_WORDS if s and any(state == s for _kind, state in found.index)]
    rows = []
    for kind in _kinds(kind for kind, state in found.index if state):
        row: dict[str, object] = {"kind": kind, "total": 0}
        for state in states:
            n = found.index.get((kind, state), 0)
            row |= {state: n, f"{state}_href": pages_href(index=state, kind=kind)}
        whole = found.of_index(*states, kinds=(kind,))
        row |= {"total": whole, "total_href": pages_href(index=tuple(states), kind=kind)}
        rows.append(row)
    words = spoken(INDEX_WORDS)
    return Table(
        id="index",
        caption=_("Indexability by kind of page"),
        columns=(
            Column("kind", _("Kind"), "label", words=spoken(KIND_WORDS)),
            *(Column(state, words[state][0], "count") for state in states),
            Column("total", _("All"), "count"),
        ),
        rows=tuple(rows),
        empty=_("No page of the own shop was asked for."),
        export="indexability",
    )


def _length_table(found: Findable) -> Table:
    judged: Counter[tuple[str, str]] = Counter()
    for (what, _state, kind), n in found.lengths.items():
        judged[what, kind] += n
    order, states = list(WHAT_WORDS), list(LENGTH_WORDS)
    rows: list[Row] = [
        {
            "what": what,
            "length": state,
            "kind": kind,
            "pages": n,
            "pages_href": pages_href(**{f"{what}_length": state, "kind": kind}),
            "share": share(n, judged[what, kind]),
        }
        for (what, state, kind), n in found.lengths.items()
    ]
    kinds = _kinds(str(row["kind"]) for row in rows)
    rows.sort(key=lambda row: (order.index(row["what"]), states.index(row["length"]),
                               kinds.index(row["kind"])))  # fmt: skip
    return Table(
        id="lengths",
        caption=_("Titles and descriptions"),
        columns=(
            Column("what", _("What"), "tag", True, spoken(WHAT_WORDS)),
            Column("length", _("Length"), "tag", True, spoken(LENGTH_WORDS)),
            Column("kind", _("Kind"), "label", True, spoken(KIND_WORDS)),
            Column("pages", _("Pages"), "count"),
            Column("share", _("Of its kind"), "percent"),
        ),
        rows=tuple(rows),
        empty=_("No page that Google may show was read."),
        export="title-lengths",
    )


def _markup_table(found: Findable) -> Table:
    read: Counter[str] = Counter()
    have: Counter[tuple[str, str]] = Counter()
    faulty: Counter[tuple[str, str]] = Counter()
    sets: dict[tuple[str, str], list[str]] = {}
    for (kind, types), n in sorted(found.markup.items()):
        read[kind] += n
        for name in types.split(" + "):
            have[kind, name] += n
            faulty[kind, name] += found.faulty.get((kind, types), 0)
            sets.setdefault((kind, name), []).append(types)
    rows = []
    for (kind, name), n in have.items():
        chosen = tuple(sets[kind, name])
        href = pages_href(kind=kind, types=chosen) if len(chosen) <= SETS else ""
        rows.append({"kind": kind, "type": name or _("None"), "pages": n, "pages_href": href,
                     "share": share(n, read[kind]), "faulty": faulty[kind, name]})  # fmt: skip
    kinds = _kinds(str(row["kind"]) for row in rows)
    rows.sort(key=lambda row: (kinds.index(str(row["kind"])), -int(str(row["pages"])),
                               str(row["type"])))  # fmt: skip
    return Table(
        id="markup",
        caption=_("Structured data by kind of page"),
        columns=(
            Column("kind", _("Kind"), "label", True, spoken(KIND_WORDS)),
            Column("type", _("Type"), facet=True),
            Column("pages", _("Pages with it"), "count"),
            Column("share", _("Of its kind"), "percent"),
            Column("faulty", _("With findings"), "number",
                   help=_("Pages with it on which a check of structured data found something")),
        ),
        rows=tuple(rows),
        empty=_("No page was read for structured data tonight."),
        export="structured-data",
    )  # fmt: skip


def _language_table(found: Findable) -> Table:
    rows: list[Row] = [
        {"code": clip(code, 20) or _("empty"), "pages": n}
        for code, n in sorted(found.languages.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Table(
        id="languages",
        caption=_("Language versions (hreflang)"),
        columns=(Column("code", _("Code")), Column("pages", _("Pages that name it"), "number")),
        rows=tuple(rows),
        empty=_("No page that was read names a version in another language."),
        export="hreflang",
    )


def _sitemap_table(found: Findable) -> Table:
    order = list(SITEMAP_WORDS)
    kinds = _kinds(kind for kind, _state in found.sitemaps)
    rows: list[Row] = [
        {"state": state, "kind": kind, "pages": n,
         "pages_href": pages_href(sitemap=state, kind=kind)}
        for (kind, state), n in found.sitemaps.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (order.index(row["state"]), kinds.index(row["kind"])))
    return Table(
        id="sitemaps",
        caption=_("Sitemaps and links, indexable pages only"),
        columns=(
            Column("state", _("How it is found"), "tag", True, spoken(SITEMAP_WORDS)),
            Column("kind", _("Kind"), "label", True, spoken(KIND_WORDS)),
            Column("pages", _("Pages"), "count"),
        ),
        rows=tuple(rows),
        empty=_("No indexable page was read.") if found.sitemap_read
        else _("Not looked at: no sitemap could be read tonight."),
        export="sitemaps",
    )  # fmt: skip


def _sitemap_note(night: Night, found: Findable) -> str:
    left = night.own_site.counts.get("left", 0) if night.own_site else 0
    if not found.sitemaps or not left:
        return ""
    return ngettext(
        "One known page was not asked for tonight: "
        "what is only in a sitemap may be linked from it.",
        "{n} known pages were not asked for tonight: "
        "what is only in a sitemap may be linked from them.",
        left,
    ).format(n=number(left))
